using System.Text.Json;

namespace Layers;

/// <summary>Reads records from JSON directly into the tensors of a model.</summary>
internal static class RecordJson
{
    // Longer texts are read into an array on the heap.
    private const int OnTheStack = 256;

    // More records than this are counted before memory is allocated for them.
    private const int MostGuessed = 10_000;

    /// <summary>Reads one record.</summary>
    public static void ReadOne(ReadOnlySpan<byte> utf8, RecordRows rows, PredictOptions? options)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            Read(ref reader);
            if (reader.TokenType != JsonTokenType.StartObject) throw Throw.NotAnObject(rows, Found(reader.TokenType));
            ReadObject(ref reader, rows, options);
            RequireEnd(ref reader);
        }
        catch (JsonException fault)
        {
            throw Throw.BadJson(rows.Plan, fault);
        }
    }

    /// <summary>Reads an array of records.</summary>
    /// <param name="utf8">The array.</param>
    /// <param name="plan">The plan of the model.</param>
    /// <param name="options">The policies for missing and unknown names; null for the defaults.</param>
    /// <param name="most">The largest number of records that is accepted; default any.</param>
    /// <param name="tooMany">Makes the exception for more records; it gets their number.</param>
    /// <exception cref="RecordException">A record does not fit the model, or the JSON is malformed.</exception>
    public static RecordRows ReadMany(ReadOnlySpan<byte> utf8, RecordPlan plan, PredictOptions? options, int most = int.MaxValue,
        Func<int, Exception>? tooMany = null)
    {
        // Each record has a brace, so the number of braces is an upper bound of the number of records. Texts may contain braces too: many
        // braces are no reason to allocate much memory.
        var braces = utf8.Count((byte)'{');
        if (braces <= Math.Min(most, MostGuessed) && TryReadMany(utf8, new RecordRows(plan, braces), options) is { } read) return read;
        try
        {
            var count = Count(utf8, plan);
            if (count > most) throw tooMany!(count);
            var rows = new RecordRows(plan, count);
            ReadRows(utf8, rows, options);
            return rows;
        }
        catch (JsonException fault)
        {
            throw Throw.BadJson(plan, fault);
        }
    }

    // Null for a fault: its message needs the number of records, which is known only after all of them were counted.
    private static RecordRows? TryReadMany(ReadOnlySpan<byte> utf8, RecordRows rows, PredictOptions? options)
    {
        try
        {
            ReadRows(utf8, rows, options);
            rows.Trim();
            return rows;
        }
        catch (Exception fault) when (fault is JsonException or RecordException)
        {
            return null;
        }
    }

    private static void ReadRows(ReadOnlySpan<byte> utf8, RecordRows rows, PredictOptions? options)
    {
        var reader = new Utf8JsonReader(utf8);
        Read(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray) throw Throw.NotAnArray(rows.Plan, Found(reader.TokenType));
        while (Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw Throw.NotAnObject(rows, Found(reader.TokenType), isOfArray: true);
            ReadObject(ref reader, rows, options);
        }
        RequireEnd(ref reader);
    }

    // Counts the records of the whole array before memory is allocated for them.
    private static int Count(ReadOnlySpan<byte> utf8, RecordPlan plan)
    {
        var reader = new Utf8JsonReader(utf8);
        var count = 0;
        Read(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray) throw Throw.NotAnArray(plan, Found(reader.TokenType));
        while (Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            reader.Skip();
        }
        RequireEnd(ref reader);
        return count;
    }

    private static void ReadObject(ref Utf8JsonReader reader, RecordRows rows, PredictOptions? options)
    {
        // The names in most records are in the order of the model.
        for (var next = 0; Read(ref reader) && reader.TokenType != JsonTokenType.EndObject;)
        {
            var place = PlaceOf(ref reader, rows.Plan, next);
            if (place < 0)
            {
                if (options?.UnknownNames != NamePolicy.Ignore) throw Throw.UnknownColumn(rows, reader.GetString()!);
                reader.Skip();
                continue;
            }
            Read(ref reader);
            ReadValue(ref reader, rows, place);
            next = place + 1;
        }
        rows.End(options);
    }

    private static int PlaceOf(ref Utf8JsonReader reader, RecordPlan plan, int next)
    {
        if (next < plan.Names.Length && reader.ValueTextEquals(plan.Names[next])) return next;
        if (reader.ValueSpan.Length > OnTheStack) return plan.PlaceOf(reader.GetString()!);
        Span<char> name = stackalloc char[OnTheStack];
        return plan.PlaceOf(name[..reader.CopyString(name)]);
    }

    private static void ReadValue(ref Utf8JsonReader reader, RecordRows rows, int place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: rows.SetMissing(place); break;
            case JsonTokenType.True: rows.SetTruth(place, true); break;
            case JsonTokenType.False: rows.SetTruth(place, false); break;
            case JsonTokenType.Number:
                if (rows.TakesFloats(place) && ShortDecimal.TryRead(reader.ValueSpan, out var exact)) rows.SetNumber(place, exact);
                else if (reader.TryGetInt64(out var integer)) rows.SetInteger(place, integer);
                else if (reader.TryGetDouble(out var number)) rows.SetNumber(place, number);
                else throw Throw.BeyondType(rows, rows.Plan.Columns[place], System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            case JsonTokenType.String: ReadText(ref reader, rows, place); break;
            case JsonTokenType.StartArray:
                rows.BeginArray(place);
                while (Read(ref reader) && reader.TokenType != JsonTokenType.EndArray) ReadValue(ref reader, rows, place);
                rows.EndArray(place);
                break;
            default: throw Throw.NestedValue(rows, rows.Plan.Columns[place], isArray: false);
        }
    }

    private static void ReadText(ref Utf8JsonReader reader, RecordRows rows, int place)
    {
        if (reader.ValueSpan.Length > OnTheStack)
        {
            rows.SetText(place, reader.GetString()!);
            return;
        }
        Span<char> text = stackalloc char[OnTheStack];
        rows.SetText(place, text[..reader.CopyString(text)]);
    }

    private static bool Read(ref Utf8JsonReader reader) =>
        reader.Read() ? true : throw new JsonException("The JSON ends before the end of the record.");

    // The reader throws if anything follows the value.
    private static void RequireEnd(ref Utf8JsonReader reader) => reader.Read();

    private static string Found(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a Boolean",
    };
}
