//! Values of the host's own SQL, between Python and the library.

use crm_core::Result;
use crm_core::base::host_sql::SQL_VALUE;
use crm_core::base::messages::TEXT_NOT_UTF8;
use crm_core::storage::Value;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};

/// A value that Python gives. Which types it may have, the Python above has said.
///
/// # Errors
/// `text.not_utf8` for lone surrogates, `sql.value` for whole numbers beyond 64 bits.
pub(crate) fn given(value: &Bound<'_, PyAny>) -> Result<Value> {
    if value.is_none() {
        Ok(Value::Null)
    } else if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_str().map_err(|_| TEXT_NOT_UTF8.error())?;
        Ok(Value::Text(text.to_owned()))
    } else if let Ok(bytes) = value.cast::<PyBytes>() {
        Ok(Value::Bytes(bytes.as_bytes().to_owned()))
    } else {
        let number = value.extract().map_err(|_| SQL_VALUE.error())?;
        Ok(Value::Int(number))
    }
}

/// A row that Python gets.
pub(crate) fn row<'py>(py: Python<'py>, row: &[Value]) -> PyResult<Bound<'py, PyTuple>> {
    let values = row.iter().map(|value| {
        Ok(match value {
            Value::Null => py.None().into_bound(py),
            Value::Int(value) => value.into_pyobject(py)?.into_any(),
            Value::Text(text) => PyString::new(py, text).into_any(),
            Value::Bytes(bytes) => PyBytes::new(py, bytes).into_any(),
        })
    });
    PyTuple::new(py, values.collect::<PyResult<Vec<_>>>()?)
}
