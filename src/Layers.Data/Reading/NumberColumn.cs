namespace Layers.Data;

/// <summary>A numeric column that is read.</summary>
/// <param name="Column">The column in the engine.</param>
/// <param name="Shift">The median of its values in the first rows.</param>
/// <param name="IsWhole">Whether its numbers in the first rows are integers, although the engine reads them as doubles. Batches without a
/// fraction are then integers.</param>
internal readonly record struct NumberColumn(SqlColumn Column, Shift Shift, bool IsWhole)
{
    public string Name => Column.Name;

    public bool IsInteger => IsWhole || Column.Number is SqlNumber.Integer or SqlNumber.WideInteger or SqlNumber.Boolean;
}
