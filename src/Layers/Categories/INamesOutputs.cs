namespace Layers;

/// <summary>A layer that makes other columns of the columns that it is called on, and can say what they are called.</summary>
internal interface INamesOutputs
{
    /// <summary>What the columns of the output are called, in order.</summary>
    /// <param name="columns">What those of the input are called.</param>
    IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns);
}
