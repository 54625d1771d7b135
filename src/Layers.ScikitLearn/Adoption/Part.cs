namespace Layers.ScikitLearn;

/// <summary>One of the things that stand before the model: a fitted object with its file, or a layer.</summary>
/// <param name="Name">The file as the user wrote it, or the name of the layer.</param>
/// <param name="Fitted">What the file holds.</param>
/// <param name="Columns">The columns, or the files whose columns, it takes, where the user said them; null otherwise.</param>
/// <param name="Outputs">What the user calls its results; null otherwise.</param>
/// <param name="File">The file with its content and hash; null for a layer.</param>
internal sealed record Part(string Name, FittedObject Fitted, IReadOnlyList<string>? Columns, IReadOnlyList<string>? Outputs, SourceFile? File)
{
    /// <summary>For messages: <c>scaler.pkl (StandardScaler)</c>.</summary>
    public override string ToString() => Fitted is FittedLayer ? Name : $"{Name} ({Fitted.ClassName})";
}
