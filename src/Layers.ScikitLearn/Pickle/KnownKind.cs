namespace Layers.ScikitLearn;

/// <summary>The kind of a known name in a pickle. It decides the value that the reader makes in place of Python's call.</summary>
internal enum KnownKind
{
    /// <summary>A name that is never called, such as the type in a setting: <c>numpy.float64</c>, <c>builtins.int</c>.</summary>
    Name,

    /// <summary>A class whose objects are read as fields.</summary>
    Class,

    /// <summary>A class whose objects are read only by name: generators of random numbers.</summary>
    Opaque,

    /// <summary>A dictionary type.</summary>
    Dictionary,

    /// <summary>A list, a tuple or a set.</summary>
    List,

    /// <summary>Python's <c>slice</c>.</summary>
    Slice,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary><c>_codecs.encode</c>, with which protocol 2 writes bytes.</summary>
    Encode,

    /// <summary><c>copyreg._reconstructor</c>, with which protocols 0 and 1 write objects.</summary>
    Reconstructor,

    /// <summary><c>copyreg.__newobj__</c>.</summary>
    NewObject,

    /// <summary><c>builtins.getattr</c>. Pickled Keras models use it for one of their methods; any other use is refused.</summary>
    GetAttribute,

    /// <summary><c>_io.BytesIO</c>, which has the archive of a pickled Keras model.</summary>
    BytesIO,

    /// <summary>A model class of Keras.</summary>
    KerasModel,

    /// <summary>The function of Keras 2 that opens the archive of a pickled model.</summary>
    KerasArchive,

    /// <summary>NumPy's function that makes an empty array, which its state fills.</summary>
    NumpyReconstruct,

    /// <summary>NumPy's function that makes a single value.</summary>
    NumpyScalar,

    /// <summary>NumPy's function that makes an array of protocol 5.</summary>
    NumpyBuffer,

    /// <summary><c>numpy.dtype</c>.</summary>
    NumpyDType,

    /// <summary>joblib's class that describes the array that follows it in the file.</summary>
    JoblibArray,

    /// <summary>joblib's old class that refers to an array in another file.</summary>
    JoblibFile,

    /// <summary>The function of pandas that makes an index, here of column names.</summary>
    PandasIndex,
}
