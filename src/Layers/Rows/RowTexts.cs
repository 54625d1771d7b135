namespace Layers;

/// <summary>The texts that a row program reads from an input: all texts of a row, or one column.</summary>
/// <param name="Input">The index of the input.</param>
/// <param name="Column">The index of the column.</param>
/// <param name="Columns">The number of columns of the input; 0 if all texts of a row are read.</param>
internal readonly record struct RowTexts(int Input, int Column = 0, int Columns = 0);
