namespace Layers.AspNetCore;

/// <summary>A model that was added to the services.</summary>
/// <param name="Key">The key of the model.</param>
/// <param name="Path">The path of its file, as the application wrote it.</param>
internal sealed record ModelRegistration(string Key, string Path);
