using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Layers.Cli;

/// <summary>Answers as a JSON object a line: <c>{"label":"Adelie","probability":0.987,"probabilities":{…}}</c>, <c>{"value":15.7}</c>, or
/// one such object for each output.</summary>
internal sealed class JsonAnswers(TextWriter writer, IReadOnlyList<AnswerColumn> kept, AnswerShape shape) : IAnswerWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Write(IReadOnlyList<object?> cells, Prediction answer)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        for (var i = 0; i < cells.Count; i++) Write(kept[i].Name, cells[i]);
        PredictionJson.Write(_json, shape.Outputs, answer);
        _json.WriteEndObject();
        _json.Flush();
        writer.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        writer.Write('\n');
    }

    public void Complete() => writer.Flush();

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
            default: _json.WriteStringValue(Dates.Text((DateTime)cell)); break;
        }
    }
}
