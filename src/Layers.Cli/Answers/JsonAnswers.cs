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
        if (shape.Outputs is [var only]) Write(only, answer);
        else
            foreach (var output in shape.Outputs)
            {
                _json.WriteStartObject(output.Name);
                Write(output, answer[output.Name]);
                _json.WriteEndObject();
            }
        _json.WriteEndObject();
        _json.Flush();
        writer.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        writer.Write('\n');
    }

    public void Complete() => writer.Flush();

    public void Dispose() => _json.Dispose();

    private void Write(ModelOutput output, Prediction answer)
    {
        if (output.Classes is null)
        {
            if (output.Units == 1)
            {
                Write("value", answer.Value);
                return;
            }
            _json.WriteStartArray("values");
            foreach (var value in answer.Values) WriteNumber(value);
            _json.WriteEndArray();
            return;
        }
        if (AnswerShape.IsOfSeveralLabels(output))
        {
            _json.WriteStartArray("labels");
            foreach (var label in answer.Labels()) _json.WriteStringValue(label);
            _json.WriteEndArray();
        }
        else _json.WriteString("label", answer.Label);
        if (!output.Scale.HasProbabilities()) return;
        if (!AnswerShape.IsOfSeveralLabels(output)) Write("probability", answer.Probability);
        _json.WriteStartObject("probabilities");
        foreach (var (label, probability) in AnswerShape.Probabilities(output, answer)) Write(label, probability);
        _json.WriteEndObject();
    }

    private void Write(string name, object? cell)
    {
        _json.WritePropertyName(name);
        switch (cell)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case bool truth: _json.WriteBooleanValue(truth); break;
            case long whole: _json.WriteNumberValue(whole); break;
            case float number: WriteNumber(number); break;
            case double number: WriteNumber(number); break;
            default: _json.WriteStringValue(Dates.Text((DateTime)cell)); break;
        }
    }

    private void WriteNumber(float number)
    {
        if (float.IsFinite(number)) _json.WriteNumberValue(number);
        else WriteWord(number);
    }

    private void WriteNumber(double number)
    {
        if (double.IsFinite(number)) _json.WriteNumberValue(number);
        else WriteWord(number);
    }

    // JSON has no numbers for them; files of this library have the same words.
    private void WriteWord(double number) => _json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}
