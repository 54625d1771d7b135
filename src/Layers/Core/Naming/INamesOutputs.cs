namespace Layers;

/// <summary>A layer that makes other columns of the columns that it is called on, and can say what they are called.
/// <see cref="FeatureSpace.OutputColumns"/>, summaries and messages then name them; those of other layers that change the number of columns
/// are numbered, as <c>Text[3]</c>.</summary>
/// <remarks>A layer that gives as many columns as it takes keeps their names, and has nothing to say.</remarks>
public interface INamesOutputs
{
    /// <summary>What the columns of the output are called, in order: one name for each; another number of names counts as none.</summary>
    /// <param name="columns">What those of the input are called.</param>
    IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns);
}
