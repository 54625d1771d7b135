namespace Layers.ScikitLearn;

/// <summary>A step before the model: a fitted object with its file, or a layer.</summary>
/// <param name="Name">The file as the user wrote it, or the name of the layer.</param>
/// <param name="Fitted">The fitted object.</param>
/// <param name="Columns">The columns that it takes, or files that stand for their results, if the user gave them; null otherwise.</param>
/// <param name="Outputs">The names of its results, if the user gave them; null otherwise.</param>
/// <param name="File">The file with its content and hash; null for a layer.</param>
internal sealed record Part(string Name, FittedObject Fitted, IReadOnlyList<string>? Columns, IReadOnlyList<string>? Outputs,
    SourceFile? File)
{
    /// <summary>The name for messages: <c>scaler.pkl (StandardScaler)</c>.</summary>
    public override string ToString() => Fitted is FittedLayer ? Name : $"{Name} ({Fitted.ClassName})";
}
