namespace Layers;

/// <summary>The proposal of <see cref="FeatureSpace.Propose"/> for a column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Layers">The names of the layers, in order; empty if the column is left out.</param>
/// <param name="Reason">The reason for the proposal.</param>
public sealed record ProposedColumn(string Column, string Layers, string Reason)
{
    /// <summary>Whether the column is left out.</summary>
    public bool IsLeftOut => Layers.Length == 0;
}
