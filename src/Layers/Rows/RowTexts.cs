namespace Layers;

/// <summary>Texts that a row program reads from an input: all of a row, or one column.</summary>
/// <param name="Input">The number of the input.</param>
/// <param name="Column">Which column, from 0.</param>
/// <param name="Columns">How many columns the input has; 0 where all of a row is read.</param>
internal readonly record struct RowTexts(int Input, int Column = 0, int Columns = 0);
