using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>The classes and functions that a pickle may name. The table is fixed: a name that is not in it is an error, and a name in it is
/// read as data.</summary>
internal static class KnownNames
{
    private static readonly Dictionary<(string Module, string Name), (PickledName Name, KnownKind Kind)> s_known = [];

    static KnownNames()
    {
        AddScikitLearn();
        AddPython();
        AddNumpy();
        AddKeras();
        Add(KnownKind.JoblibArray, ["joblib.numpy_pickle", "sklearn.externals.joblib.numpy_pickle"], "NumpyArrayWrapper");
        foreach (var module in (string[])["numpy_pickle", "numpy_pickle_compat"])
            Add(KnownKind.JoblibFile, [$"joblib.{module}", $"sklearn.externals.joblib.{module}"], "NDArrayWrapper", "ZNDArrayWrapper");
        Add(KnownKind.PandasIndex, ["pandas.core.indexes.base"], "_new_Index");
        Add(KnownKind.Name, ["pandas.core.indexes.base"], "Index");
        Add(KnownKind.Name, ["pandas.core.indexes.range"], "RangeIndex");
        Add(KnownKind.Name, ["pandas._libs.missing"], "NA");
    }

    /// <summary>Returns the one instance of a known name. Names that Python and NumPy changed are the current ones: <c>__builtin__.long</c>
    /// is <c>builtins.int</c>, and <c>numpy.bool_</c> is <c>numpy.bool</c>, like the dtype.</summary>
    public static bool TryFind(string module, string name, [MaybeNullWhen(false)] out PickledName known)
    {
        var found = s_known.TryGetValue((module, name), out var entry);
        known = entry.Name;
        return found;
    }

    /// <summary>Returns the kind of a known name.</summary>
    public static KnownKind KindOf(PickledName name) => s_known[(name.Module, name.Name)].Kind;

    private static void AddScikitLearn()
    {
        // Module names had no underscore until release 0.21, and some classes moved later.
        Add(KnownKind.Class, ["sklearn.preprocessing._data", "sklearn.preprocessing.data"],
            "StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler", "PowerTransformer", "QuantileTransformer", "Binarizer",
            "Normalizer", "PolynomialFeatures");
        Add(KnownKind.Class, ["sklearn.preprocessing._polynomial"], "PolynomialFeatures");
        Add(KnownKind.Class, ["sklearn.preprocessing._encoders"], "OneHotEncoder", "OrdinalEncoder");
        Add(KnownKind.Class, ["sklearn.preprocessing._label", "sklearn.preprocessing.label"], "LabelEncoder", "LabelBinarizer");
        Add(KnownKind.Class, ["sklearn.preprocessing._discretization"], "KBinsDiscretizer");
        Add(KnownKind.Class, ["sklearn.preprocessing._target_encoder"], "TargetEncoder");
        // A ColumnTransformer contains one without a function for the columns that pass through.
        Add(KnownKind.Class, ["sklearn.preprocessing._function_transformer"], "FunctionTransformer");
        Add(KnownKind.Class, ["sklearn.impute._base", "sklearn.impute"], "SimpleImputer", "MissingIndicator");
        Add(KnownKind.Class, ["sklearn.pipeline"], "Pipeline");
        Add(KnownKind.Class, ["sklearn.compose._column_transformer"], "ColumnTransformer", "_RemainderColsList", "make_column_selector");
    }

    private static void AddPython()
    {
        // Protocol 2 writes the names of Python 2.
        string[] builtins = ["builtins", "__builtin__"], copy = ["copyreg", "copy_reg"];
        Add(KnownKind.Name, builtins, "int", "long", "float", "str", "unicode", "bool", "object", "complex", "type");
        Add(KnownKind.Dictionary, builtins, "dict");
        Add(KnownKind.Dictionary, ["collections"], "OrderedDict", "defaultdict", "Counter");
        Add(KnownKind.List, builtins, "list", "tuple", "set", "frozenset");
        Add(KnownKind.Slice, builtins, "slice");
        Add(KnownKind.Bytes, builtins, "bytes", "bytearray");
        Add(KnownKind.GetAttribute, builtins, "getattr");
        Add(KnownKind.Encode, ["_codecs"], "encode");
        Add(KnownKind.Reconstructor, copy, "_reconstructor");
        Add(KnownKind.NewObject, copy, "__newobj__");
        Add(KnownKind.BytesIO, ["_io", "io"], "BytesIO");
    }

    private static void AddNumpy()
    {
        // NumPy 2 renamed its core module with an underscore.
        Add(KnownKind.NumpyReconstruct, ["numpy.core.multiarray", "numpy._core.multiarray"], "_reconstruct");
        Add(KnownKind.NumpyScalar, ["numpy.core.multiarray", "numpy._core.multiarray"], "scalar");
        Add(KnownKind.NumpyBuffer, ["numpy.core.numeric", "numpy._core.numeric"], "_frombuffer");
        Add(KnownKind.NumpyDType, ["numpy"], "dtype");
        Add(KnownKind.Name, ["numpy"],
            "ndarray", "bool", "str", "bytes", "object", "bool_", "str_", "unicode_", "bytes_", "object_",
            "int8", "int16", "int32", "int64", "int_", "intc", "intp", "longlong",
            "uint8", "uint16", "uint32", "uint64", "uint", "uintc", "uintp", "ulonglong",
            "float16", "float32", "float64", "float_", "half", "single", "double", "longdouble", "datetime64", "timedelta64",
            "number", "integer", "signedinteger", "unsignedinteger", "inexact", "floating", "generic", "character");
        Add(KnownKind.Opaque, ["numpy.random._pickle", "numpy.random"], "__randomstate_ctor", "__RandomState_ctor", "__generator_ctor",
            "__bit_generator_ctor");
        Add(KnownKind.Opaque, ["numpy.random.bit_generator", "numpy.random._bit_generator"], "__pyx_unpickle_SeedSequence");
        Add(KnownKind.Name, ["numpy.random.bit_generator", "numpy.random._bit_generator"], "SeedSequence");
        foreach (var generator in (string[])["MT19937", "PCG64", "Philox", "SFC64"])
            Add(KnownKind.Name, [$"numpy.random._{generator.ToLowerInvariant()}"], generator, "PCG64DXSM");
    }

    private static void AddKeras()
    {
        string[] text =
        [
            "keras.src.legacy.preprocessing.text", "keras.src.preprocessing.text", "keras.preprocessing.text", "keras_preprocessing.text",
            "tensorflow.python.keras.preprocessing.text",
        ];
        string[] callbacks =
        [
            "keras.src.callbacks.history", "keras.src.callbacks", "keras.callbacks", "keras.callbacks.callbacks",
            "tensorflow.python.keras.callbacks",
        ];
        Add(KnownKind.Class, text, "Tokenizer");
        Add(KnownKind.Class, callbacks, "History");
        Add(KnownKind.KerasModel, ["keras.src.models.sequential", "keras.src.engine.sequential", "keras.engine.sequential"], "Sequential");
        Add(KnownKind.KerasModel, ["keras.src.models.functional", "keras.src.engine.functional", "keras.engine.functional"], "Functional");
        Add(KnownKind.KerasModel, ["keras.src.models.model", "keras.src.engine.training", "keras.engine.training"], "Model");
        Add(KnownKind.KerasModel, ["keras.models"], "Model", "Sequential");
        Add(KnownKind.KerasArchive, ["keras.src.saving.pickle_utils", "keras.saving.pickle_utils"], "deserialize_model_from_bytecode");
    }

    private static void Add(KnownKind kind, string[] modules, params string[] names)
    {
        foreach (var module in modules)
            foreach (var name in names)
                s_known[(module, name)] = (Today(module, name), kind);
    }

    private static PickledName Today(string module, string name) => module switch
    {
        "__builtin__" or "builtins" => new("builtins", name switch { "long" => "int", "unicode" => "str", _ => name }),
        "numpy" => new(module, name switch
        {
            "bool_" => "bool",
            "str_" or "unicode_" => "str",
            "bytes_" => "bytes",
            "object_" => "object",
            "float_" or "double" => "float64",
            "single" => "float32",
            "half" => "float16",
            "int_" => "int64",
            _ => name,
        }),
        _ => new(module, name),
    };
}
