using System.Globalization;

namespace Layers;

internal static partial class Throw
{
    public static InvalidOperationException ColumnsWithoutNames(Model model) =>
        new($"{model} takes a tensor whose features have no names, and a record has its values by name. Adapt a layer from a table or with feature names, begin with a {nameof(FeatureSpace)}, or predict from arrays.");

    public static RecordException MissingColumn(RecordRows rows, ModelColumn column) =>
        At(rows, $"has no '{column.Name}'. Give it, with null for a missing value. The model takes " +
            $"{NameList.Quoted(rows.Plan.Columns.Select(other => other.Name), column.Name)}; names match exactly.", column,
            $"To take it as missing, predict with {nameof(PredictOptions)}.{nameof(PredictOptions.MissingNames)} = " +
            $"{nameof(NamePolicy)}.{nameof(NamePolicy.AsMissing)}.");

    public static RecordException UnknownColumn(RecordRows rows, string name) => UnknownColumn(rows.Plan, name, Which(rows), rows.Row);

    public static RecordException UnknownColumn(RecordPlan plan, string name, string record = "the record", int? row = null)
    {
        string[] known = [.. plan.Columns.Select(column => column.Name)];
        return new(plan.Model,
            $"{record} has '{name}', which the model does not take.{Nearest.Hint(name, known)} Leave it out. The model takes " +
            $"{NameList.Quoted(known, name)}; names match exactly.", name,
            $"To pass it over, predict with {nameof(PredictOptions)}.{nameof(PredictOptions.UnknownNames)} = " +
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
        ? At(rows, $"has no value for '{column.Name}', and none was missing when the model learned, so it cannot say what a missing one " +
            "means. Give a number.", column, $"Or train the model with an {nameof(Imputation)}.")
        : At(rows, $"has no value for '{column.Name}', and {column.ElementType.Name()} has nothing for a missing one. Give a value.", column);

    public static RecordException OtherValue(RecordRows rows, ModelColumn column, string value) =>
        At(rows, $"has {value} for '{column.Name}', which takes {Kind(column)}.", column);

    public static RecordException NotWhole(RecordRows rows, ModelColumn column, double number) =>
        At(rows, $"has {Real(number)} for '{column.Name}', which takes whole numbers of {column.ElementType.Name()}. Round it.", column);

    public static RecordException BeyondType(RecordRows rows, ModelColumn column, string number) =>
        At(rows, $"has {number} for '{column.Name}', which {column.ElementType.Name()} does not hold.", column);

    public static RecordException LocalDateInRecord(RecordRows rows, ModelColumn column, DateTime date) =>
        At(rows, $"has {DateKinds.Written(date)} for '{column.Name}', of DateTimeKind.Local, which is another instant on another machine. " +
            "Give it as an instant, with ToUniversalTime, or as a date without a zone, with " +
            "DateTime.SpecifyKind(date, DateTimeKind.Unspecified).", column);

    public static RecordException UnknownKindOfValue(RecordRows rows, ModelColumn column, Type type) =>
        At(rows, $"has a {type} for '{column.Name}', which takes {Kind(column)}. Give a text, a number, true or false, a date, or null.",
            column);

    public static RecordException NestedValue(RecordRows rows, ModelColumn column, bool isArray) =>
        At(rows, $"has {(isArray ? "an array" : "an object")} for '{column.Name}', which takes {Kind(column)}.", column);

    public static RecordException NeedsArray(RecordRows rows, ModelColumn column) =>
        At(rows, $"has one value for '{column.Name}', which takes {Kind(column)}. Rows that follow one another are records each; a window " +
            "of them is one record with an array.", column);

    public static RecordException ArrayLength(RecordRows rows, ModelColumn column, int? count) =>
        At(rows, $"has {(count is { } fewer ? Whole(fewer) : $"more than {column.Length}")} values for '{column.Name}', which takes " +
            $"{Kind(column)}.", column);

    public static ArgumentException ArraysOfTable(ModelColumn column) =>
        new($"The model takes {Kind(column)} for '{column.Name}', and a column of a table has one value a row. Predict from records with arrays, or from a tensor.");

    public static RecordException NotAnObject(RecordRows rows, string found, bool isOfArray = false) =>
        new(rows.Plan.Model,
            $"a record is a JSON object with a value for each column; {(isOfArray ? Which(rows) : "this")} is {found}.", null,
            found == "an array" && !isOfArray ? $"Several records go to {nameof(Records.PredictJsonArray)}." : null)
        { Row = rows.Row };

    public static RecordException NotAnArray(RecordPlan plan, string found) =>
        new(plan.Model, $"several records are a JSON array of objects; this is {found}.", null,
            found == "an object" ? $"One record goes to {nameof(Records.PredictJson)}." : null);

    public static RecordException BadJson(RecordPlan plan, Exception inner) =>
        new(plan.Model, $"the record is not valid JSON. {inner.Message}", null, null, inner);

    public static RecordException MoreValuesThanColumns(IReadOnlyList<string> columns) =>
        new($"The record writes more values than its {Whole(columns.Count)} columns ({Some(columns)}).");

    public static RecordException FewerValuesThanColumns(IReadOnlyList<string> columns, int written) =>
        new($"The record wrote {Whole(written)} values for its {Whole(columns.Count)} columns ({Some(columns)}).", columns[written]);

    public static ArgumentException NoRecords() => new("A table of records needs one or more, since their values say the types of its columns. Where there may be none, make it of columns.", "records");

    public static ArgumentException NullRecord(int row) => new($"Row {Whole(row)} (the first is 0) of the records is null.", "records");

    public static ArgumentException RecordsWithoutColumns() => new($"A table needs a column or more, and {nameof(IFeatures)}.{nameof(IFeatures.Columns)} of the records has none.", "records");

    public static ArgumentException RecordColumnWithoutName() => new($"{nameof(IFeatures)}.{nameof(IFeatures.Columns)} of the records has a null.", "records");

    public static ArgumentException OtherColumnsOfRecord(int row, IReadOnlyList<string> columns, IReadOnlyList<string> first) =>
        new($"Records of a table have the same columns in the same order. Row {Whole(row)} (the first is 0) has {Some(columns)}, and the first row has {Some(first)}.", "records");

    public static FormatException OtherTypeOfRecord(string column, int row, object? value, ColumnType expected) =>
        new($"Column '{column}', row {Whole(row)} (the first is 0) of the records: {Found(value)} was written, and rows before it wrote values of type {expected}. Write values of one type.");

    public static FormatException BeyondInteger(string column, int row, ulong value) =>
        new($"Column '{column}', row {Whole(row)} (the first is 0) of the records has {value.ToString(CultureInfo.InvariantCulture)}, which is beyond the 64-bit integers of a table. Write it as a double.");

    public static InvalidOperationException SeveralNumbers(PredictionShape shape, ModelOutput output, int length) =>
        new($"{shape.Model}: the output {output.Name} has {Whole(length)} numbers. Take {nameof(Prediction.Values)}, or {nameof(Prediction.Label)} where they stand for classes.");

    public static InvalidOperationException WhichOutputOf(PredictionShape shape) =>
        new($"{shape.Model} has several outputs. Take one by its name, as prediction[\"{shape.Outputs[0].Name}\"]: {Some([.. shape.Outputs.Select(output => output.Name)])}.");

    public static KeyNotFoundException NoSuchOutput(PredictionShape shape, string output)
    {
        string[] known = [.. shape.Outputs.Select(other => other.Name)];
        return new($"{shape.Model} has no output '{output}'.{Nearest.Hint(output, known)} It has {NameList.Quoted(known, output)}.");
    }

    public static InvalidOperationException NoClasses(PredictionShape shape, ModelOutput output) =>
        new($"{shape.Model}: which classes the output {output.Name} stands for is not known. Fit the model with words as labels, or say them with {nameof(Model)}.{nameof(Model.SetClasses)}.");

    public static InvalidOperationException ClassesOfOtherNumber(PredictionShape shape, ModelOutput output, int length) =>
        new($"{shape.Model}: the output {output.Name} has {Whole(length)} numbers a row for {Whole(output.Classes!.Count)} classes, so they are not of one label. Take {nameof(Prediction.Values)}.");

    public static InvalidOperationException NoProbabilities(PredictionShape shape, ModelOutput output) =>
        new($"{shape.Model}: the numbers of the output {output.Name} are no probabilities: it is neither a softmax nor a sigmoid, and the model was not compiled with a loss of logits. Take {nameof(Prediction.Label)} or {nameof(Prediction.Values)}.");

    public static ArgumentOutOfRangeException BadThreshold(float threshold) => new(nameof(threshold), threshold, "A threshold is a probability from 0 to below 1.");

    public static InvalidOperationException NoRowsOfOutput(string model, ModelOutput output) =>
        new($"{model}: the output {output.Name} is {output.ElementType.Name()} {output.Shape}, which has no numbers for each row. Predict from tensors.");

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
        IFormattable number => $"{(number is long ? "the whole number" : "the number")} {number.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value}",
    };

    private static string Kind(ModelColumn column) => column.Length is { } length ? $"an array of {length} values, in order, the oldest first" : column.Type switch
    {
        ColumnType.Text => "a text",
        ColumnType.Boolean => "true or false",
        ColumnType.Integer => "a whole number",
        _ => "a number",
    };
}
