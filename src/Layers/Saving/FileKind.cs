namespace Layers;

/// <summary>What a file or folder is, by what is in it: names tell as little as they are wrong.</summary>
internal enum FileKind
{
    /// <summary>A <c>.keras</c> archive.</summary>
    Archive,

    /// <summary>A <c>.keras</c> archive that was not zipped: a folder.</summary>
    Folder,

    /// <summary>A whole model in HDF5, as Keras 2 wrote it and Keras 3 still does.</summary>
    LegacyModel,

    /// <summary>Weights by the names of layers, as Keras 2 wrote them.</summary>
    LegacyWeights,

    /// <summary>Keras's <c>.weights.h5</c>.</summary>
    Weights,

    /// <summary>The index of weights in several files.</summary>
    ShardedWeights,

    /// <summary>Anything else; <see cref="ForeignFiles"/> knows some of it by name.</summary>
    Foreign,
}
