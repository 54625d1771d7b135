namespace Layers;

/// <summary>A layer whose output has other columns than its input and that can name these columns.
/// <see cref="FeatureSpace.OutputColumns"/>, summaries and messages use the names. The columns of other layers that change the number of
/// columns are numbered, as <c>Text[3]</c>.</summary>
/// <remarks>A layer whose output has as many columns as its input keeps their names and need not implement this interface.</remarks>
public interface INamesOutputs
{
    /// <summary>Returns the names of the output's columns, in order, one for each. If the number of names is wrong, they are
    /// ignored.</summary>
    /// <param name="columns">The names of the input's columns.</param>
    IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns);
}
