namespace Layers;

/// <summary>A file that went into a model when it was put together.</summary>
/// <param name="Name">Its name, relative to the folder of the model.</param>
/// <param name="Content">What it held, for example <c>StandardScaler of scikit-learn 1.9.1</c>.</param>
/// <param name="Sha256">The SHA-256 of its bytes, as hexadecimal digits in lower case.</param>
public sealed record SourceFile(string Name, string Content, string Sha256);
