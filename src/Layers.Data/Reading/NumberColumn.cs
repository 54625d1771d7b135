namespace Layers.Data;

/// <summary>A numeric column that is read.</summary>
/// <param name="Column">The column in the engine.</param>
/// <param name="Shift">A value in the middle of its first rows.</param>
/// <param name="IsWhole">Whether its numbers were integers so far although the engine reads them as doubles: batches without a fraction
/// have integers.</param>
internal readonly record struct NumberColumn(SqlColumn Column, Shift Shift, bool IsWhole)
{
    public string Name => Column.Name;

    public bool IsInteger => IsWhole || Column.Number is SqlNumber.Integer or SqlNumber.WideInteger or SqlNumber.Boolean;
}
