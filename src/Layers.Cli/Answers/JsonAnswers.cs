using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Layers.Cli;

/// <summary>Writes answers as a JSON object on each line: <c>{"label":"Adelie","probability":0.987,"probabilities":{…}}</c>,
/// <c>{"value":15.7}</c>, or an object for each output.</summary>
internal sealed class JsonAnswers : IAnswerWriter
{
    private readonly TextWriter _writer;
    private readonly IReadOnlyList<AnswerColumn> _kept;
    private readonly AnswerShape _shape;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json =
        new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <param name="writer">The writer of the text.</param>
    /// <param name="kept">The columns of the data to keep.</param>
    /// <param name="shape">The form of the answers.</param>
    /// <exception cref="ToolException">A column has the name of a property of the answers.</exception>
    public JsonAnswers(TextWriter writer, IReadOnlyList<AnswerColumn> kept, AnswerShape shape)
    {
        (_writer, _kept, _shape) = (writer, kept, shape);
        IReadOnlyList<string> own = shape.Outputs.Count == 1 ? PredictionJson.Members : [.. shape.Outputs.Select(output => output.Name)];
        if (kept.FirstOrDefault(column => own.Contains(column.Name)) is { } twice)
            throw new ToolException($"'{twice.Name}' is a property of the answers in JSON: leave it out of --keep.");
    }

    public void Write(IReadOnlyList<object?> cells, Prediction answer)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        for (var i = 0; i < cells.Count; i++) Write(_kept[i].Name, cells[i]);
        PredictionJson.Write(_json, _shape.Outputs, answer);
        _json.WriteEndObject();
        _json.Flush();
        _writer.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _writer.Write('\n');
    }

    public void Complete() => _writer.Flush();

    public void Dispose() => _json.Dispose();

    private void Write(string name, object? cell)
    {
        _json.WritePropertyName(name);
        switch (cell)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case bool truth: _json.WriteBooleanValue(truth); break;
            case long whole: _json.WriteNumberValue(whole); break;
            case float number: PredictionJson.WriteNumber(_json, number); break;
            case double number: PredictionJson.WriteNumber(_json, number); break;
            default: _json.WriteStringValue(DateKinds.Written((DateTime)cell)); break;
        }
    }
}
