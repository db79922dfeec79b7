# Toolchain settings, third-party targets and the functions that CMakeLists.txt is written in.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)

option(DYNAROCK_TESTS "build the tests" ON)
option(DYNAROCK_FUZZ "build the fuzzers (needs clang)" OFF)
set(DYNAROCK_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize= takes them")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# -Wrestrict of g++ 12 complains of the standard library's own string operator+ (GCC bug 105651).
add_compile_options(-Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
                    -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> -Werror)
if(DYNAROCK_SANITIZE)
  add_compile_options(-fsanitize=${DYNAROCK_SANITIZE} -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${DYNAROCK_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # GCC's manual: sanitizers' instrumentation makes this warning report what is initialised.
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
  if(DYNAROCK_SANITIZE MATCHES thread)
    # The packaged RocksDB is not instrumented, and GCC warns of fences it can't see.
    add_compile_options(-Wno-tsan)
  endif()
endif()
if(DYNAROCK_FUZZ)
  # -fsanitize=function of clang 14 can't compile coroutines (LLVM bug 49689).
  add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize=function)
endif()

find_package(Threads REQUIRED)
set(ZLIB_USE_STATIC_LIBS ON)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED)

# Static archives wherever Debian has them: the packaged shared RocksDB costs 1.6 times as much CPU a
# call, and a program with few shared libraries starts in half the time.
function(dynarock_archive target)
  add_library(${target} INTERFACE)
  foreach(name IN LISTS ARGN)
    find_library(archive_${name} NAMES lib${name}.a REQUIRED)
    target_link_libraries(${target} INTERFACE ${archive_${name}})
  endforeach()
endfunction()

dynarock_archive(dynarock_rocksdb rocksdb snappy lz4 zstd bz2 z gflags)
target_link_libraries(dynarock_rocksdb INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
dynarock_archive(dynarock_tls ssl crypto)
target_link_libraries(dynarock_tls INTERFACE Threads::Threads ${CMAKE_DL_LIBS})

# dynarock_module(path [DEPS module...] [LIBS target...])
#   The sources src/<path>/*.cc as the static library dynarock_<path with _ for />.
function(dynarock_module path)
  cmake_parse_arguments(ARG "" "" "DEPS;LIBS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${path}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(NOT sources)
    add_library(dynarock_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(dynarock_${name} STATIC ${sources})
    set(scope PUBLIC)
  endif()
  target_include_directories(dynarock_${name} ${scope} ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(dynarock_${name} ${scope} ${ARG_LIBS})
  foreach(dep IN LISTS ARG_DEPS)
    string(REPLACE "/" "_" dep_name ${dep})
    target_link_libraries(dynarock_${name} ${scope} dynarock_${dep_name})
  endforeach()
endfunction()

# dynarock_program(name source [DEPS module...])
function(dynarock_program name source)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${source})
    return()
  endif()
  add_executable(${name} ${source})
  foreach(dep IN LISTS ARG_DEPS)
    string(REPLACE "/" "_" dep_name ${dep})
    target_link_libraries(${name} PRIVATE dynarock_${dep_name})
  endforeach()
  # Wholly static, an in-memory start takes 2.8 ms in place of 3.6 and 2.4 MB less stay resident
  # (-static-pie: 3.3 ms for its relocations). The linker warns that getaddrinfo may load shared
  # libraries; files and DNS, all that is needed, are in glibc's archive. Sanitizers can't be static.
  if(NOT DYNAROCK_SANITIZE)
    target_link_options(${name} PRIVATE -static -Wl,--gc-sections -Wl,--no-warnings)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()
