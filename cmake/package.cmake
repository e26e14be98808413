# The Debian package: cpack -G DEB in build/package (tools/make_package.sh). Program, tables, models, examples,
# manual pages, completions and services.
include(GNUInstallDirs)

# Manual pages and completions are printed by the program itself.
add_custom_target(brink_manual ALL
  COMMAND ${CMAKE_SOURCE_DIR}/packaging/make_manual.sh $<TARGET_FILE:brink> ${CMAKE_BINARY_DIR}/manual
  DEPENDS brink COMMENT "Writing manual pages and completions" VERBATIM)
install(DIRECTORY ${CMAKE_BINARY_DIR}/manual/man1/ DESTINATION share/man/man1)
install(FILES ${CMAKE_BINARY_DIR}/manual/brink.bash DESTINATION share/bash-completion/completions RENAME brink)
install(FILES ${CMAKE_BINARY_DIR}/manual/_brink DESTINATION share/zsh/vendor-completions)
install(FILES ${CMAKE_BINARY_DIR}/manual/brink.fish DESTINATION share/fish/vendor_completions.d)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/web/dist/ DESTINATION share/brink/web OPTIONAL PATTERN ".built" EXCLUDE)
install(FILES docs/openapi.json DESTINATION share/brink/docs)
install(FILES README.md CHANGELOG.md DESTINATION share/doc/brink)
install(DIRECTORY docs/ DESTINATION share/doc/brink/docs PATTERN "screens" EXCLUDE)
install(FILES packaging/debian/copyright DESTINATION share/doc/brink)

if(BRINK_PACKAGE)
  file(GLOB units packaging/systemd/*.service)
  install(FILES ${units} DESTINATION /lib/systemd/system)
  install(FILES packaging/sysusers.conf DESTINATION /usr/lib/sysusers.d RENAME brink.conf)
  install(FILES packaging/brink.toml DESTINATION /etc/brink)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME brink)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR "the Brink authors")
set(CPACK_PACKAGE_CONTACT "the Brink authors <brink@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reads the news and says where a crisis stands")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Codes reports into events (who did what to whom, whether it happened), puts
 them together into happenings, and weighs scenarios by a watch file, each figure
 with the sentence behind it. Runs on one machine, without a key or a cloud.")
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser | systemd")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")  # feeds by https
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nats-server")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/packaging/debian/postinst;${CMAKE_SOURCE_DIR}/packaging/debian/prerm;${CMAKE_SOURCE_DIR}/packaging/debian/postrm;${CMAKE_SOURCE_DIR}/packaging/debian/conffiles)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)
