using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static InvalidOperationException ColumnsWithoutNames(Model model) =>
        new($"{model} takes a tensor whose features have no names, and a record needs names for its values. Adapt a layer from a table " +
            $"or with feature names, start the model with a {nameof(FeatureSpace)}, or predict from arrays.");

    public static RecordException MissingColumn(RecordRows rows, ModelColumn column) =>
        At(rows, $"has no '{column.Name}'. Add it, with null for a missing value. The model takes " +
            $"{NameList.Quoted(rows.Plan.Columns.Select(other => other.Name), column.Name)}; names match exactly.", column,
            $"To treat it as missing, predict with {nameof(PredictOptions)}.{nameof(PredictOptions.MissingNames)} = " +
            $"{nameof(NamePolicy)}.{nameof(NamePolicy.AsMissing)}.");

    public static RecordException UnknownColumn(RecordRows rows, string name) => UnknownColumn(rows.Plan, name, Which(rows), rows.Row);

    public static RecordException UnknownColumn(RecordPlan plan, string name, string record = "the record", int? row = null)
    {
        string[] known = [.. plan.Columns.Select(column => column.Name)];
        return new(plan.Model,
            $"{record} has '{name}', which the model does not take.{Nearest.Hint(name, known)} Leave it out. The model takes " +
            $"{NameList.Quoted(known, name)}; names match exactly.", name,
            $"To ignore it, predict with {nameof(PredictOptions)}.{nameof(PredictOptions.UnknownNames)} = " +
            $"{nameof(NamePolicy)}.{nameof(NamePolicy.Ignore)}.")
        { Row = row };
    }

    public static RecordException ColumnTwice(RecordPlan plan, string name) =>
        new(plan.Model, $"the record's columns have '{name}' twice. Name each once.", name, null);

    public static RecordException NullColumn(RecordPlan plan, int place) =>
        new(plan.Model, $"the name of column {Whole(place)} (the first is 0) of the record is null.", null, null);

    public static RecordException ValueTwice(RecordRows rows, ModelColumn column) =>
        At(rows, $"has '{column.Name}' twice. Give it once.", column);

    public static RecordException NeverMissing(RecordRows rows, ModelColumn column) => column.ElementType.IsFloat()
        ? At(rows, $"has no value for '{column.Name}', and none was missing when the model learned, so it cannot predict with a missing " +
            "one. Give a number.", column, $"Or train the model with an {nameof(Imputation)}.")
        : At(rows, $"has no value for '{column.Name}', and {column.ElementType.Name()} cannot represent a missing one. " +
            "Give a value.", column);

    public static RecordException OtherValue(RecordRows rows, ModelColumn column, string value) =>
        At(rows, $"has {value} for '{column.Name}', which takes {Kind(column)}.", column);

    public static RecordException NotWhole(RecordRows rows, ModelColumn column, double number) =>
        At(rows, $"has {Real(number)} for '{column.Name}', which takes whole numbers of {column.ElementType.Name()}. Round it.", column);

    public static RecordException BeyondType(RecordRows rows, ModelColumn column, string number) =>
        At(rows, $"has {number} for '{column.Name}', which is out of the range of {column.ElementType.Name()}.", column);

    public static RecordException LocalDateInRecord(RecordRows rows, ModelColumn column, DateTime date) =>
        At(rows, $"has {DateKinds.Written(date)} for '{column.Name}', of DateTimeKind.Local, which is a different instant on each " +
            "machine. Give it as an instant, with ToUniversalTime, or as a date without a zone, with DateTime.SpecifyKind(date, " +
            "DateTimeKind.Unspecified).", column);

    public static RecordException UnknownKindOfValue(RecordRows rows, ModelColumn column, Type type) =>
        At(rows, $"has a {type} for '{column.Name}', which takes {Kind(column)}. Give a text, a number, true or false, a date, or null.",
            column);

    public static RecordException NestedValue(RecordRows rows, ModelColumn column, bool isArray) =>
        At(rows, $"has {(isArray ? "an array" : "an object")} for '{column.Name}', which takes {Kind(column)}.", column);

    public static RecordException NeedsArray(RecordRows rows, ModelColumn column) =>
        At(rows, $"has one value for '{column.Name}', which takes {Kind(column)}. Consecutive rows are separate records; a window of " +
            "rows is one record with an array.", column);

    public static RecordException ArrayLength(RecordRows rows, ModelColumn column, int? count) =>
        At(rows, $"has {(count is { } fewer ? Nouns.Of(fewer, "value") : $"more than {Nouns.Of(column.Length!.Value, "value")}")} " +
        $"for '{column.Name}', which takes " +
            $"{Kind(column)}.", column);

    public static ArgumentException ArraysOfTable(ModelColumn column) =>
        new($"The model takes {Kind(column)} for '{column.Name}', and a column of a table has one value for each row. Predict from " +
            "records with arrays, or from a tensor.");

    public static RecordException NotAnObject(RecordRows rows, string found, bool isOfArray = false) =>
        new(rows.Plan.Model,
            $"a record must be a JSON object with a value for each column. Received {found}{(isOfArray ? $" as {Which(rows)}" : "")}.",
            null,
            found == "an array" && !isOfArray ? $"For several records, call {nameof(Records.PredictJsonArray)}." : null)
        { Row = rows.Row };

    public static RecordException NotAnArray(RecordPlan plan, string found) =>
        new(plan.Model, $"several records must be a JSON array of objects. Received {found}.", null,
            found == "an object" ? $"For one record, call {nameof(Records.PredictJson)}." : null);

    public static RecordException BadJson(RecordPlan plan, Exception inner) =>
        new(plan.Model, $"the record is not valid JSON. {inner.Message}", null, null, inner);

    public static RecordException MoreValuesThanColumns(IReadOnlyList<string> columns) =>
        new($"The record writes more values than its {Nouns.Of(columns.Count, "column")} ({Some(columns)}).");

    public static RecordException FewerValuesThanColumns(IReadOnlyList<string> columns, int written) =>
        new($"The record wrote {Nouns.Of(written, "value")} for its {Nouns.Of(columns.Count, "column")} " +
            $"({Some(columns)}).", columns[written]);

    public static ArgumentException NoRecords() =>
        new("A table of records needs at least one record, because the values of the records determine the types of the columns. If " +
            "there may be none, create the table from columns.", "records");

    public static ArgumentException NullRecord(int row) => new($"Row {Whole(row)} (the first is 0) of the records is null.", "records");

    public static ArgumentException RecordsWithoutColumns() =>
        new($"A table needs at least one column, and {nameof(IFeatures)}.{nameof(IFeatures.Columns)} of the records has none.", "records");

    public static ArgumentException RecordColumnWithoutName() =>
        new($"{nameof(IFeatures)}.{nameof(IFeatures.Columns)} of the records has a null.", "records");

    public static ArgumentException OtherColumnsOfRecord(int row, IReadOnlyList<string> columns, IReadOnlyList<string> first) =>
        new($"Records of a table must have the same columns in the same order. Row {Whole(row)} (the first is 0) has {Some(columns)}, " +
            $"and the first row has {Some(first)}.", "records");

    public static FormatException OtherTypeOfRecord(string column, int row, object? value, ColumnType expected) =>
        new($"Column '{column}', row {Whole(row)} (the first is 0) of the records: {Found(value)} was written, and earlier rows have " +
            $"values of type {expected}. Write values of one type.");

    public static FormatException BeyondInteger(string column, int row, ulong value) =>
        new($"Column '{column}', row {Whole(row)} (the first is 0) of the records has {value.ToString(CultureInfo.InvariantCulture)}, " +
            "which is out of the range of a table's 64-bit integers. Write it as a double.");

    public static InvalidOperationException SeveralNumbers(PredictionShape shape, ModelOutput output, int length) =>
        new($"{shape.Model}: the output {output.Name} has {Nouns.Of(length, "number")}. Use {nameof(Prediction.Values)}, or " +
            $"{nameof(Prediction.Label)} if they are classes.");

    public static InvalidOperationException SeveralOutputsOf(PredictionShape shape) =>
        new($"{shape.Model} has several outputs. Select one by its name, for example prediction[\"{shape.Outputs[0].Name}\"]: " +
            $"{Some([.. shape.Outputs.Select(output => output.Name)])}.");

    public static KeyNotFoundException NoSuchOutput(PredictionShape shape, string output)
    {
        string[] known = [.. shape.Outputs.Select(other => other.Name)];
        return new($"{shape.Model} has no output '{output}'.{Nearest.Hint(output, known)} It has {NameList.Quoted(known, output)}.");
    }

    public static InvalidOperationException NoClasses(PredictionShape shape, ModelOutput output) =>
        new($"{shape.Model}: the classes of the output {output.Name} are not known. Fit the model with words as labels, or set the " +
            $"classes with {nameof(Model)}.{nameof(Model.SetClasses)}.");

    public static InvalidOperationException NoSingleLabel(PredictionShape shape, ModelOutput output, int length) =>
        new($"{shape.Model}: the output {output.Name} has {Nouns.Of(length, "number")} in each row for " +
            $"{Nouns.Of(output.Classes!.Count, "class")}, so a row has no single label. Use {nameof(Prediction.Values)}.");

    public static InvalidOperationException NoProbabilities(PredictionShape shape, ModelOutput output) =>
        new($"{shape.Model}: the numbers of the output {output.Name} are not probabilities: the output is neither a softmax nor a " +
            $"sigmoid, and the model was not compiled with a loss on logits. Use {nameof(Prediction.Label)} or " +
            $"{nameof(Prediction.Values)}.");

    public static ArgumentOutOfRangeException BadThreshold(float threshold) =>
        new(nameof(threshold), threshold, "A threshold must be a probability from 0 to below 1.");

    public static InvalidOperationException NoRowsOfOutput(string model, ModelOutput output) =>
        new($"{model}: the output {output.Name} is {output.ElementType.Name()} {output.Shape}, which has no numbers for each row. " +
            "Predict from tensors.");

    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static RecordException At(RecordRows rows, string what, ModelColumn column, string? inCode = null) =>
        new(rows.Plan.Model, $"{Which(rows)} {what}", column.Name, inCode) { Row = rows.Row };

    private static string Which(RecordRows rows) => rows.Count == 1 ? "the record" : $"record {Whole(rows.Row)} (the first is 0)";

    private static string Found(object? value) => value switch
    {
        null => "a missing value of another type",
        string text => $"the text '{text}'",
        DateTime date => $"the date {DateKinds.Written(date)}",
        bool truth => truth ? "true" : "false",
        IFormattable number =>
            $"{(number is long ? "the whole number" : "the number")} {number.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value}",
    };

    private static string Kind(ModelColumn column) => column.Length is { } length
        ? $"an array of {Nouns.Of(length, "value")}, in order, the oldest first"
        : column.Type switch
        {
            ColumnType.Text => "a text",
            ColumnType.Boolean => "true or false",
            ColumnType.Integer => "a whole number",
            _ => "a number",
        };
}
