using System.Globalization;

namespace Layers.AspNetCore;

/// <summary>The form of a model whose columns have names: a field for each column.</summary>
internal sealed class ColumnForm(RecordPlan plan, ServedModelOptions options) : ModelForm
{
    public override IReadOnlyList<FormField> Fields { get; } = [.. plan.Columns.Select(ColumnField.Of)];

    public override FormRow Read(EnteredValues entered)
    {
        var (errors, others) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        if (options.UnknownNames == NamePolicy.Refuse)
            others.AddRange(entered.Names.Where(name => plan.PlaceOf(name) < 0)
                .Select(name => Problem.LineOf(Layers.Throw.UnknownColumn(plan, name).Detail)));
        var rows = new RecordRows(plan, 1);
        for (var place = 0; place < plan.Columns.Length; place++)
        {
            var column = plan.Columns[place];
            try
            {
                if (entered[column.Name] is { } text) Set(rows, place, column, text);
                else if (options.MissingNames == NamePolicy.AsMissing) rows.SetMissing(place);
                else throw Layers.Throw.MissingColumn(rows, column);
                // The layer would refuse the category as well, but could not name the field.
                if (ColumnCategories.Refused([column], rows.Tensors, 1) is { } refused) throw refused;
            }
            catch (RecordException fault)
            {
                errors.Add(column.Name, Problem.LineOf(fault.Detail));
                // The fault may have left an unfinished array. The remaining columns are read into a new row, to find their faults too.
                rows = new RecordRows(plan, 1);
            }
        }
        return new FormRow(rows.Tensors, errors, others);
    }

    private static void Set(RecordRows rows, int place, ModelColumn column, string text)
    {
        if (column.Length is not { } length)
        {
            SetOne(rows, place, column, text);
            return;
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            rows.SetMissing(place);
            return;
        }
        var values = column.Type == ColumnType.Text ? text.Split('\n') : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // The last line may end in a line break.
        if (values.Length == length + 1 && values[^1].Length == 0) values = values[..^1];
        rows.BeginArray(place);
        foreach (var value in values) SetOne(rows, place, column, value);
        rows.EndArray(place);
    }

    private static void SetOne(RecordRows rows, int place, ModelColumn column, string text)
    {
        if (text.Length == 0 || (column.Type != ColumnType.Text && string.IsNullOrWhiteSpace(text))) rows.SetMissing(place);
        else if (column.Type == ColumnType.Text) rows.SetText(place, text);
        else if (column.Type == ColumnType.Boolean && bool.TryParse(text, out var truth)) rows.SetTruth(place, truth);
        else if (column.Type == ColumnType.Integer && long.TryParse(text, CultureInfo.InvariantCulture, out var integer))
            rows.SetInteger(place, integer);
        else if (column.Type == ColumnType.Integer && ulong.TryParse(text, CultureInfo.InvariantCulture, out var large))
            rows.SetInteger(place, large);
        else if (column.Type != ColumnType.Boolean
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            if (double.IsNaN(number)) rows.SetMissing(place);
            else rows.SetNumber(place, number);
        }
        else rows.SetText(place, Figures.Name(text));
    }
}
