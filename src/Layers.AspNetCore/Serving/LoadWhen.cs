namespace Layers.AspNetCore;

/// <summary>The condition under which a model is loaded from its file.</summary>
internal enum LoadWhen
{
    /// <summary>If no model is loaded.</summary>
    Missing,

    /// <summary>If the length or the write time of the file differs from when it was read, and the model was not unloaded since.</summary>
    Changed,

    /// <summary>After an event of the file system, unless the model was unloaded since.</summary>
    Written,

    /// <summary>Always; but a file with the same hash is not loaded again.</summary>
    Always,
}
