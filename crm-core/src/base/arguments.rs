//! Constructors of argument structs, so that nobody writes out what is not given.

/// Gives an argument struct `new`: what must be given, and after `else` every field that may be
/// left out. The compiler checks that no field is missing from the two lists.
macro_rules! arguments {
    ($name:ident { $($given:ident: $type:ty),+ } else $($left:ident),+) => {
        impl $name {
            /// What must be given; every other field is as if a document had left it out. To set
            /// more, put `..` and this after them:
            #[doc = concat!(
                "`", stringify!($name), " { ", first!($($left),+), ", ..",
                stringify!($name), "::new(…) }`."
            )]
            #[must_use]
            pub fn new($($given: $type),+) -> Self {
                Self { $($given,)+ $($left: Default::default()),+ }
            }
        }
    };
}

/// The name of the first of several fields.
macro_rules! first {
    ($first:ident $(, $rest:ident)*) => {
        stringify!($first)
    };
}
