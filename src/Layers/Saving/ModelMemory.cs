using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The properties of a model in <c>layers.json</c> apart from its layers: its inputs and outputs with their classes, the last
/// history, the files that it was assembled from, and the health row.</summary>
/// <remarks>Each part is independent: a part that cannot be read is left out, and the others are restored. Inputs and outputs are
/// identified by their position.</remarks>
internal static class ModelMemory
{
    private const string Inputs = "inputs", Outputs = "outputs", HistoryKey = "history", MadeFrom = "made_from", Row = "health_row";

    // The settings of an input that is itself a column. The columns of an input with several features are in its signature.
    private const string Column = "column", MissingText = "missing_text";

    /// <summary>Adds the properties to the entry.</summary>
    /// <param name="json">The entry.</param>
    /// <param name="model">The model.</param>
    /// <param name="row">The row that the file stores; null for none.</param>
    public static void Write(JsonObject json, Model model, HealthRow? row)
    {
        var signature = model.Signature;
        var inputs = SignatureJson.Inputs(model, signature);
        // In the file, an input with the name of a layer is renamed.
        var written = model is Sequential line && StockForms.HasOperations(line) ? FunctionalJson.InputsOf(line) : model.Inputs;
        foreach (var (input, entry) in model.Inputs.Zip(inputs))
        {
            entry![SignatureJson.Name] = written[entry.GetElementIndex()].Name;
            if (input.Column is { } column) entry![Column] = column;
            if (input.MissingText is { } missing) entry![MissingText] = missing;
        }
        json[Inputs] = inputs;
        json[Outputs] = SignatureJson.Outputs(model, signature);
        if (model.History is { } history) json[HistoryKey] = HistoryJson.Write(history);
        if (model.MadeFrom.Count > 0) json[MadeFrom] = SourceFilesJson.Write(model.MadeFrom);
        if (row is not null) json[Row] = KeptRowJson.Write(row.Predicted(model));
    }

    /// <summary>Restores the properties of a model from the entry.</summary>
    public static void Restore(JsonObject json, Model model, LoadNotes notes)
    {
        Try("The columns of the inputs", json[Inputs], node => Restore(Entries(node, model.Inputs.Count), model));
        Try("The classes of the outputs", json[Outputs], node =>
        {
            var entries = Entries(node, model.OutputNames.Count);
            if (!entries.Any(entry => entry.ContainsKey(SignatureJson.Classes) || entry.ContainsKey(SignatureJson.LabelColumns))) return;
            var units = model.UnitsFor([]);
            for (var i = 0; i < entries.Length; i++)
            {
                var (place, name) = (i, model.OutputNames[i]);
                string[]? columns = null;
                CategoryList? classes = null;
                Try($"The columns of the labels of the output {name}", entries[i][SignatureJson.LabelColumns],
                    list => columns = Texts(list));
                Try($"The classes of the output {name}", entries[i][SignatureJson.Classes],
                    list => classes = Classes(list, model, name, units[place]));
                if (columns is not null || classes is not null)
                    model.Labels = model.Labels.SetItem(place, new OutputLabels(columns, classes));
            }
        });
        Try("The history", json[HistoryKey], node => model.History = HistoryJson.Read(node));
        Try("The files that the model was assembled from", json[MadeFrom], node => model.MadeFrom = SourceFilesJson.Read(node));
        Try("The health row", json[Row], node => model.KeptRow = KeptRowJson.Read(node, model));

        void Try(string subject, JsonNode? node, Action<JsonNode> read)
        {
            if (node is null) return;
            try
            {
                read(node);
            }
            catch (Exception e) when (FileFaults.IsFileFault(e))
            {
                notes.Warn(subject, $"{Reason(e)}. The model predicts as before.");
            }
        }
    }

    // A FeatureSpace has already set the columns of its inputs.
    private static void Restore(JsonObject[] entries, Model model)
    {
        string?[] columns = [.. entries.Select(entry => entry.ContainsKey(Column)
            ? JsonWords.Text(entry[Column]) ?? throw Throw.NotSaid("the name of a column") : null)];
        string[] names = [.. columns.Select((column, i) => column ?? model.Inputs[i].Name)];
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
            throw Throw.ColumnOfTwoInputs(twice);
        for (var i = 0; i < entries.Length; i++)
        {
            model.Inputs[i].Column ??= columns[i];
            model.Inputs[i].MissingText ??= JsonWords.Text(entries[i][MissingText]);
        }
        RestoreFitted(entries, model);
    }

    // Restores the names of columns, unless a layer has learned them itself.
    private static void RestoreFitted(JsonObject[] entries, Model model)
    {
        if (entries is not [var only] || model.Inputs is not [{ Column: null, Shape: { Rank: 2 } shape }]
            || InputNames.Of(model) is not null) return;
        if (only[SignatureJson.Columns] is not JsonArray columns || shape[1] != columns.Count) return;
        string[] names = [.. columns.Select(column => JsonWords.Text((column as JsonObject)?[SignatureJson.Name])
            ?? throw Throw.NotSaid("the name of a column"))];
        if (names.Distinct(StringComparer.Ordinal).Count() == names.Length) model.FittedColumns = names;
    }

    private static CategoryList Classes(JsonNode node, Model model, string output, long units)
    {
        if (node is not JsonArray list) throw Throw.NotSaid("a list of classes");
        var classes = list.All(item => JsonWords.Text(item) is not null) ? new CategoryList(Texts(node))
            : new CategoryList(list.Select(item => item is JsonValue value && value.TryGetValue(out long number)
                ? number : throw Throw.NotSaid("texts alone, or integers alone,")).ToArray());
        OutputLabels.Checked(model, output, [.. classes.Names], units);
        return classes;
    }

    private static JsonObject[] Entries(JsonNode node, int count)
    {
        if (node is not JsonArray list) throw Throw.NotSaid("a list");
        if (list.Count != count) throw Throw.EntriesOfOtherNumber(list.Count, count);
        return [.. list.Select(item => item as JsonObject ?? throw Throw.NotSaid("an object"))];
    }

    private static string[] Texts(JsonNode node) =>
        node is JsonArray list ? [.. list.Select(item => JsonWords.Text(item) ?? throw Throw.NotSaid("a text"))]
            : throw Throw.NotSaid("a list of texts");

    // Returns the message without the name of a parameter, because a file has no parameters.
    private static string Reason(Exception e) =>
        (e is ArgumentException { ParamName: { } parameter }
            ? e.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : e.Message).TrimEnd('.');
}
