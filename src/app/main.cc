#include "app/commands.h"

int main(int argc, char** argv) { return dynarock::app::run(argc, argv); }
