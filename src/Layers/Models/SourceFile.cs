namespace Layers;

/// <summary>A file from which a model was built.</summary>
/// <param name="Name">The name of the file, relative to the folder of the model.</param>
/// <param name="Content">The content, for example <c>StandardScaler of scikit-learn 1.9.1</c>.</param>
/// <param name="Sha256">The SHA-256 hash of the file, as lower-case hexadecimal digits.</param>
public sealed record SourceFile(string Name, string Content, string Sha256);
