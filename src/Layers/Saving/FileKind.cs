namespace Layers;

/// <summary>The kind of a file or folder, determined by its content because its name may be wrong.</summary>
internal enum FileKind
{
    /// <summary>A <c>.keras</c> archive.</summary>
    Archive,

    /// <summary>A <c>.keras</c> archive as a folder, not zipped.</summary>
    Folder,

    /// <summary>A whole model in HDF5, the format of Keras 2 that Keras 3 still writes.</summary>
    LegacyModel,

    /// <summary>Weights by the names of layers, the format of Keras 2.</summary>
    LegacyWeights,

    /// <summary>Keras's <c>.weights.h5</c>.</summary>
    Weights,

    /// <summary>The index of weights that are split across several files.</summary>
    ShardedWeights,

    /// <summary>Anything else. <see cref="ForeignFiles"/> recognizes some of these files.</summary>
    Foreign,
}
