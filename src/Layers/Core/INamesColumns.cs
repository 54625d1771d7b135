namespace Layers;

/// <summary>A layer that gives other columns than it takes, and can say what they are.</summary>
internal interface INamesColumns
{
    /// <summary>What its output columns are called; null while it cannot say.</summary>
    /// <param name="columns">What its input columns are called, in order.</param>
    IReadOnlyList<string>? ColumnsAfter(IReadOnlyList<string> columns);
}
