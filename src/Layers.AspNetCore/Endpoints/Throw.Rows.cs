using Microsoft.AspNetCore.Http;

namespace Layers.AspNetCore;

// Exceptions for rows that do not fit their model.
internal static partial class Throw
{
    /// <summary>A category that the model refuses.</summary>
    /// <param name="column">The column; its categories are known.</param>
    /// <param name="text">The category in the row; empty for a missing value.</param>
    /// <param name="row">The index of the record, from 0.</param>
    /// <param name="rows">The number of records.</param>
    public static RecordException NotACategory(ModelColumn column, string text, int row = 0, int rows = 1)
    {
        string[] known = [.. column.Categories!.Select(category => Figures.Name(category))];
        var what = text.Length == 0 ? "a missing value" : $"'{Figures.Name(text)}'";
        var where = rows == 1 ? "" : $" in record {Number(row)} (the first is 0)";
        return new($"The model does not take {what} as a category of '{column.Name}'{where}.{Nearest.Hint(text, known)} " +
            $"It takes {NameList.Quoted(known, text)}.", column.Name)
        { Row = row };
    }

    public static BodyException BadRows(string message) => new(StatusCodes.Status400BadRequest, message);

    public static BodyException NoRow(Input input) =>
        BadRows($"The features of this model have no names, so a row is {RowOf(input)}, and several rows are an array of rows.");

    public static BodyException NoObject(int row, IReadOnlyList<Input> inputs) =>
        BadRows($"{Of(row)} is not an object with the inputs {Names(inputs)}.");

    public static BodyException UnknownInputOfRow(int row, string name, IReadOnlyList<Input> inputs) =>
        BadRows($"{Of(row)} has '{name}', which the model does not take.{Nearest.Hint(name, inputs.Select(input => input.Name))} " +
            $"It takes {Names(inputs, name)}.");

    public static BodyException MissingInputOfRow(int row, Input input, IReadOnlyList<Input> inputs) =>
        BadRows($"{Of(row)} has no '{input.Name}'. The model takes {Names(inputs, input.Name)}.");

    public static BodyException NestedOtherwise(int row, Input input) =>
        BadRows($"{Of(row)} does not have {RowOf(input)} for the input '{input.Name}'.");

    public static BodyException OtherDepth(string where, Input input) => BadRows($"{where} takes {RowOf(input)}.");

    public static BodyException NoNumbersInText(string where, Input input, string text) =>
        BadRows($"{where} takes {RowOf(input)}{(input.Shape.Rank == 2 && input.Type != DType.String ? ", as '8, 390, 190'" : "")}; " +
            $"'{Figures.Name(text)}' is something else.");

    public static BodyException OtherSize(string where, Input input, int axis, int size) =>
        BadRows($"{where} has {Figures.Count(size, "element")} at depth {Number(axis)} of a row (the first is 1), " +
            $"and the model takes {input.Shape[axis]}: a row is {RowOf(input)}.");

    /// <summary>JSON elements that do not fit a tensor. The caller turns this exception into one of its protocol.</summary>
    public static FormatException BadElements(string where, string what) => new($"{where} {what}.");

    private static string Of(int row) => $"Row {Number(row)} (the first is 0)";

    private static string RowOf(Input input) =>
        input.Shape.Rank == 1 ? "a number" : $"an array of [{string.Join(", ", input.Shape.Skip(1))}] elements of {input.Type.Name()}";

    private static string Names(IReadOnlyList<Input> inputs, string? meant = null) =>
        NameList.Quoted(inputs.Select(input => input.Name), meant);
}
