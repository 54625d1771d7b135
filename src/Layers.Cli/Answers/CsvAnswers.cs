using System.Text;

namespace Layers.Cli;

/// <summary>Writes answers as CSV (RFC 4180, lines end with LF): a missing cell is empty, an empty text is <c>""</c>.</summary>
internal sealed class CsvAnswers : IAnswerWriter
{
    private readonly TextWriter _writer;
    private readonly AnswerShape _shape;
    private readonly StringBuilder _line = new();

    public CsvAnswers(TextWriter writer, IReadOnlyList<AnswerColumn> kept, AnswerShape shape)
    {
        (_writer, _shape) = (writer, shape);
        Write([.. kept.Concat(shape.Columns).Select(column => column.Name)]);
    }

    public void Write(IReadOnlyList<object?> kept, Prediction answer) => Write([.. kept, .. _shape.Cells(answer)]);

    public void Complete() => _writer.Flush();

    public void Dispose()
    {
    }

    private void Write(IEnumerable<object?> cells)
    {
        _line.Clear();
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst) _line.Append(',');
            Append(cell);
            isFirst = false;
        }
        _writer.Write(_line.Append('\n'));
    }

    private void Append(object? cell)
    {
        switch (cell)
        {
            case null: break;
            case string text: AppendText(text); break;
            case bool truth: _line.Append(truth ? "true" : "false"); break;
            case DateTime date: _line.Append(DateKinds.Written(date)); break;
            default: _line.Append(((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture)); break;
        }
    }

    private void AppendText(string text)
    {
        var isPlain = text.Length > 0 && !text.AsSpan().ContainsAny("\",\r\n") && text[0] != ' ' && text[^1] != ' ';
        if (isPlain) _line.Append(text);
        else _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
