namespace Layers.AspNetCore;

/// <summary>A model that services were told of.</summary>
/// <param name="Key">What it is called.</param>
/// <param name="Path">Its file, as it was written.</param>
internal sealed record ModelRegistration(string Key, string Path);
