using System.Text.Json;

namespace Layers;

/// <summary>Reads records whose values are objects: dictionaries and rows of data readers.</summary>
internal static class RecordValues
{
    /// <summary>Reads a dictionary.</summary>
    public static void Read(IReadOnlyDictionary<string, object?> record, RecordRows rows, PredictOptions? options)
    {
        var (columns, found) = (rows.Plan.Columns, 0);
        for (var place = 0; place < columns.Length; place++)
        {
            if (!record.TryGetValue(columns[place].Name, out var value)) continue;
            found++;
            Set(rows, place, value);
        }
        if (found < record.Count && options?.UnknownNames != NamePolicy.Ignore)
            foreach (var name in record.Keys)
                if (rows.Plan.PlaceOf(name) < 0) throw Throw.UnknownColumn(rows, name);
        rows.End(options);
    }

    /// <summary>Sets a column to an object: a text, a number, a Boolean, a date, null, or one of these as JSON.</summary>
    public static void Set(RecordRows rows, int place, object? value)
    {
        switch (value)
        {
            case null or DBNull: rows.SetMissing(place); break;
            case string text: rows.SetText(place, text); break;
            case double number: SetNumber(rows, place, number); break;
            case float number: SetNumber(rows, place, number); break;
            case int number: rows.SetInteger(place, number); break;
            case long number: rows.SetInteger(place, number); break;
            case bool truth: rows.SetTruth(place, truth); break;
            case decimal number: rows.SetNumber(place, (double)number); break;
            case Half number: SetNumber(rows, place, (double)number); break;
            case short number: rows.SetInteger(place, number); break;
            case sbyte number: rows.SetInteger(place, number); break;
            case byte number: rows.SetInteger(place, number); break;
            case ushort number: rows.SetInteger(place, number); break;
            case uint number: rows.SetInteger(place, number); break;
            case ulong number: rows.SetInteger(place, number); break;
            case DateTime date: rows.SetDate(place, date); break;
            case DateTimeOffset date: rows.SetDate(place, date.UtcDateTime); break;
            case DateOnly date: rows.SetDate(place, date.ToDateTime(TimeOnly.MinValue)); break;
            case JsonElement element: Set(rows, place, element); break;
            case System.Collections.IList values:
                rows.BeginArray(place);
                foreach (var one in values) Set(rows, place, one);
                rows.EndArray(place);
                break;
            default: throw Throw.UnknownKindOfValue(rows, rows.Plan.Columns[place], value.GetType());
        }
    }

    private static void SetNumber(RecordRows rows, int place, double number)
    {
        if (double.IsNaN(number)) rows.SetMissing(place);
        else rows.SetNumber(place, number);
    }

    // A value in a dictionary of objects that was deserialized from JSON.
    private static void Set(RecordRows rows, int place, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined: rows.SetMissing(place); break;
            case JsonValueKind.String: rows.SetText(place, element.GetString()!); break;
            case JsonValueKind.True or JsonValueKind.False: rows.SetTruth(place, element.GetBoolean()); break;
            case JsonValueKind.Number:
                if (element.TryGetInt64(out var integer)) rows.SetInteger(place, integer);
                else rows.SetNumber(place, element.GetDouble());
                break;
            case JsonValueKind.Array:
                rows.BeginArray(place);
                foreach (var one in element.EnumerateArray()) Set(rows, place, one);
                rows.EndArray(place);
                break;
            default: throw Throw.NestedValue(rows, rows.Plan.Columns[place], isArray: false);
        }
    }
}
