namespace Layers.ScikitLearn;

/// <summary>What a known name in a pickle is, and so what the reader makes where Python would call it.</summary>
internal enum KnownKind
{
    /// <summary>Only named, as the type of a setting is: <c>numpy.float64</c>, <c>builtins.int</c>.</summary>
    Name,

    /// <summary>A class whose objects are their fields.</summary>
    Class,

    /// <summary>A class whose objects are kept by name alone: generators of random numbers.</summary>
    Opaque,

    /// <summary>A dictionary of some kind.</summary>
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

    /// <summary><c>builtins.getattr</c>, which pickled Keras models use for one method of theirs, and which is refused for everything
    /// else.</summary>
    GetAttribute,

    /// <summary><c>_io.BytesIO</c>, in which the archive of a pickled Keras model lies.</summary>
    BytesIO,

    /// <summary>A class of Keras's models.</summary>
    KerasModel,

    /// <summary>The function of Keras 2 that opens the archive of a pickled model.</summary>
    KerasArchive,

    /// <summary>NumPy's function that begins an array, which its state fills.</summary>
    NumpyReconstruct,

    /// <summary>NumPy's function that makes a single value.</summary>
    NumpyScalar,

    /// <summary>NumPy's function that makes an array of protocol 5.</summary>
    NumpyBuffer,

    /// <summary><c>numpy.dtype</c>.</summary>
    NumpyDType,

    /// <summary>joblib's class that says which array lies behind it in the file.</summary>
    JoblibArray,

    /// <summary>joblib's old class that names another file in which an array is.</summary>
    JoblibFile,

    /// <summary>The function of pandas that makes an index, here of the names of columns.</summary>
    PandasIndex,
}
