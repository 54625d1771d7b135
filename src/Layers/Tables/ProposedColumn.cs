namespace Layers;

/// <summary>What <see cref="FeatureSpace.Propose"/> proposes for a column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Layers">The layers, in order, by name; empty where the column is left out.</param>
/// <param name="Reason">Why.</param>
public sealed record ProposedColumn(string Column, string Layers, string Reason)
{
    /// <summary>Whether the column is left out.</summary>
    public bool IsLeftOut => Layers.Length == 0;
}
