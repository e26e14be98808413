# Flags shared by everything of ours.
add_library(brink_flags INTERFACE)
target_compile_options(brink_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
  -fno-omit-frame-pointer)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(brink_flags INTERFACE -Wno-restrict)  # false alarms of GCC 12 in std::string
endif()
target_include_directories(brink_flags INTERFACE ${CMAKE_SOURCE_DIR}/include ${CMAKE_SOURCE_DIR}/src)
if(BRINK_SANITIZE)
  target_compile_options(brink_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined)
  target_link_options(brink_flags INTERFACE -fsanitize=address,undefined)
endif()
find_program(MOLD mold)
if(MOLD AND NOT BRINK_PACKAGE AND NOT BRINK_FUZZ)
  target_link_options(brink_flags INTERFACE -fuse-ld=mold)  # some fifty programs are linked
endif()
if(BRINK_FUZZ)
  target_compile_options(brink_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
  target_link_options(brink_flags INTERFACE -fsanitize=address,undefined)
endif()

# brink_stage(NAME [libraries...]): one library a folder of src/, from every source in it.
function(brink_stage name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/train/")  # trainers are no part of the program
  if(NOT sources)
    return()
  endif()
  add_library(brink_${name} STATIC ${sources})
  target_link_libraries(brink_${name} PUBLIC brink_flags)
  foreach(library ${ARGN})
    if(library MATCHES "^brink_" AND NOT TARGET ${library})
      continue()
    endif()
    target_link_libraries(brink_${name} PUBLIC ${library})
  endforeach()
endfunction()

# brink_tests(NAME [libraries...]): one test program a folder of tests/.
function(brink_tests name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  target_link_libraries(${name}_tests PRIVATE brink_flags ${ARGN} GTest::gtest_main GTest::gmock)
  target_compile_definitions(${name}_tests PRIVATE
    BRINK_SOURCE_DIR="${CMAKE_SOURCE_DIR}" BRINK_TEST_DIR="${CMAKE_CURRENT_SOURCE_DIR}/${name}")
  # Tests need not be quick themselves; compiling them should be.
  if(BRINK_SANITIZE)
    # A process a program, not a test: each would load the tables anew, slowly.
    target_compile_options(${name}_tests PRIVATE -O0)
    add_test(NAME ${name} COMMAND ${name}_tests --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES TIMEOUT 1800)
  else()
    target_compile_options(${name}_tests PRIVATE $<$<CONFIG:Release>:-O1>)
    gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
      PROPERTIES TIMEOUT 600)
  endif()
endfunction()
