//! An extension module finds Python's symbols in the program that loads it; macOS must be told.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
