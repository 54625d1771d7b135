namespace Layers.AspNetCore;

/// <summary>When a model is to be loaded from its file.</summary>
internal enum LoadWhen
{
    /// <summary>Where none is loaded.</summary>
    Missing,

    /// <summary>Where length or time of the file are others than when it was read.</summary>
    Changed,

    /// <summary>In any case; what has the same hash is kept.</summary>
    Always,
}
