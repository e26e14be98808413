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

# Compiles several sources as one: most of the time goes into headers, which are read once for them all then.
# So names of nameless namespaces are a stage's, not a file's. -DBRINK_TOGETHER=OFF is quicker after small edits.
function(brink_read_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${BRINK_TOGETHER} UNITY_BUILD_BATCH_SIZE 6)
endfunction()

# brink_stage(NAME [libraries...]): one library a folder of src/, from every source in it.
function(brink_stage name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/train/")  # trainers are no part of the program
  if(NOT sources)
    return()
  endif()
  add_library(brink_${name} STATIC ${sources})
  brink_read_together(brink_${name})
  target_link_libraries(brink_${name} PUBLIC brink_flags)
  foreach(library ${ARGN})
    if(library MATCHES "^brink_" AND NOT TARGET ${library})
      continue()
    endif()
    target_link_libraries(brink_${name} PUBLIC ${library})
  endforeach()
endfunction()

# How all test programs are compiled: they need not be quick themselves, but compiling them should be, so the
# test library's headers are read once for all of them. A program owns what was read, since a library would be
# compiled otherwise than programs are.
function(brink_share_headers target)
  set(quick $<IF:$<CONFIG:Release>,-O1,-O0>)
  if(NOT TARGET brink_test_headers)
    file(WRITE ${CMAKE_BINARY_DIR}/test_headers.cpp "")
    add_executable(brink_test_headers ${CMAKE_BINARY_DIR}/test_headers.cpp)
    target_link_libraries(brink_test_headers PRIVATE brink_flags GTest::gtest_main GTest::gmock)
    target_compile_options(brink_test_headers PRIVATE ${quick})
    target_precompile_headers(brink_test_headers PRIVATE <gtest/gtest.h> <filesystem> <fstream> <map> <string> <vector>)
  endif()
  target_compile_options(${target} PRIVATE ${quick})
  target_precompile_headers(${target} REUSE_FROM brink_test_headers)
endfunction()

# brink_tests(NAME [libraries...]): one test program a folder of tests/.
function(brink_tests name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  add_dependencies(${name}_tests brink_tables_image)
  target_link_libraries(${name}_tests PRIVATE brink_flags ${ARGN} GTest::gtest_main GTest::gmock)
  brink_read_together(${name}_tests)
  brink_share_headers(${name}_tests)
  target_compile_definitions(${name}_tests PRIVATE
    BRINK_SOURCE_DIR="${CMAKE_SOURCE_DIR}" BRINK_TEST_DIR="${CMAKE_CURRENT_SOURCE_DIR}/${name}")
  if(BRINK_SANITIZE)
    # A process a program, not a test: each would load the tables anew, slowly.
    add_test(NAME ${name} COMMAND ${name}_tests --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES TIMEOUT 1800)
  else()
    gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
      PROPERTIES TIMEOUT 600)
  endif()
endfunction()
