# SPDX-License-Identifier: MIT
# bengal_folder(NAME SOURCES a.cc b.cc [LINK target...]): one folder of src/ as a static library `bengal_NAME`.
# bengal_test(NAME SOURCES a_test.cc [LINK target...]): a GoogleTest executable registered with CTest.
function(bengal_folder name)
  cmake_parse_arguments(FOLDER "" "" "SOURCES;LINK" ${ARGN})
  add_library(bengal_${name} STATIC ${FOLDER_SOURCES})
  target_include_directories(bengal_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  target_link_libraries(bengal_${name} PUBLIC bengal_options ${FOLDER_LINK})
endfunction()

function(bengal_test name)
  if(NOT GTest_FOUND)
    return()
  endif()
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_LINK} GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE BENGAL_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endfunction()
