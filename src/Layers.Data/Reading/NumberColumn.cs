namespace Layers.Data;

/// <summary>A column of numbers as it is read.</summary>
/// <param name="Column">How the engine has it.</param>
/// <param name="Shift">A value in the middle of its first rows.</param>
/// <param name="IsWhole">Whether its numbers were whole so far although the engine has them as doubles: batches without a fraction are of
/// integers.</param>
internal readonly record struct NumberColumn(SqlColumn Column, Shift Shift, bool IsWhole)
{
    public string Name => Column.Name;

    public bool IsInteger => IsWhole || Column.Number is SqlNumber.Integer or SqlNumber.WideInteger or SqlNumber.Boolean;
}
