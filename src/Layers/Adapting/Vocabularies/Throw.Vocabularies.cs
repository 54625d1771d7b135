using System.Globalization;
using Layers.Graphs;

namespace Layers;

internal static partial class Throw
{
    public static ArgumentException NotAKindOfValues(DType type) =>
        new($"A vocabulary counts texts (DType.String) or integers (DType.Int64). Received {type}.", nameof(type));

    public static ArgumentException NoRowsOfValues(Shape batch, bool perColumn) =>
        new($"Values come in rows, with the batch first{(perColumn ? ", and columns on the second and last axis" : "")}. " +
            $"Received shape {batch}.", nameof(batch));

    public static ArgumentException OtherValues(string? layer, Shape expected, Shape received) =>
        new($"{Say.Layer(layer)}values are counted in data of shape {expected}. Received {received}. Give all batches the same axes.");

    public static ArgumentException OtherKindOfValues(string? layer, DType expected, DType received) =>
        new($"{Say.Layer(layer)}{(expected == DType.String ? "texts" : "integers")} are counted here, but the batch has {received}. " +
            $"Use {(expected == DType.String ? "a lookup of integers, or convert the values to texts" : "a lookup of texts")}.");

    public static ArgumentException NullText(string? layer, long row, int width, int column, long rowsBefore) =>
        new($"{Say.Layer(layer)}a text must not be null, because missing, unknown and empty are three different things. " +
            $"Row {Say.Row(row, rowsBefore)}{Say.Column(width, column)} is null. " +
            "Replace missing texts by a word of your choice, for example \"\".");

    public static ArgumentException NotACategory(string? layer, string value, long row, int width, int column, long rowsBefore) =>
        new($"{Say.Layer(layer)}integers are counted here, so numbers must be whole and within int64. " +
            $"Row {Say.Row(row, rowsBefore)}{Say.Column(width, column)} has {value}. " +
            "Round it or put it into bins first; Keras would truncate it, so that 7.9 is 7.");

    public static ArgumentException SeveralTextsARow(string? layer, Shape shape) =>
        new($"{Say.Layer(layer)}each row has one text, which is split into tokens, so the shape must be (batch) or (batch, 1). " +
            $"Received {shape}. Give each column its own layer, or join the texts first.");

    public static ArgumentException TooManyDistinct(string? layer, int column, string[]? names, bool perColumn, int limit, long? rows) =>
        new(Say.Layer(layer) +
            (perColumn ? $"column {Say.Integer(column)}{(names is null ? "" : $" ('{names[column]}')")} has"
                : names is [var only] ? $"column '{only}' has" : "there are") +
            $" more than {Nouns.Of(limit, "distinct value")}{(rows is { } seen ? $" in the first {Nouns.Of(seen, "row")}" : "")}; " +
            "that is the limit. Check whether the column is a key or a number. If it is not, use Hashing, which learns nothing, " +
            "or raise distinctLimit: a value takes about 100 bytes of memory.");

    public static ArgumentException OneColumnExpected(int columns) =>
        new($"The counts of one vocabulary must be one column, in which each value occurs once. Received " +
            $"{Nouns.Of(columns, "column")}. " +
            "Add the counts up, or pass perColumn: true.", nameof(columns));

    public static ArgumentException GivenValues(int column, string fault) =>
        new($"Counts must be those of some data, but column {Say.Integer(column)} (counted from 0) has {fault}.");

    public static InvalidDataException StateOfValues(string fault) =>
        new($"Saved counts of values must be those of some data, but these have {fault}. The file is damaged.");

    public static InvalidOperationException ValuesAreIntegers() => new("The values are integers, but texts were requested. Read Integers.");
    public static InvalidOperationException ValuesAreTexts() => new("The values are texts, but integers were requested. Read Texts.");
}

file static class Say
{
    public static string Layer(string? layer) => layer is null ? "" : $"{layer}: ";

    public static string Integer(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Column(int width, int column) => width == 1 ? "" : $", element {Integer(column)} of the row";

    public static string Row(long row, long rowsBefore) =>
        rowsBefore == 0 ? $"{Integer(row)} (the first is 0)"
            : $"{Integer(row)} of this batch (the first is 0; {Nouns.Of(rowsBefore, "row")} " +
            "came before it)";
}
