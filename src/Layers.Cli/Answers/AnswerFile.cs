using System.Text;

namespace Layers.Cli;

/// <summary>A file of answers that is there whole or not at all.</summary>
internal static class AnswerFile
{
    /// <summary>Writes a file anew.</summary>
    /// <param name="path">Where.</param>
    /// <param name="type">As what.</param>
    /// <param name="kept">The columns that are kept of the data.</param>
    /// <param name="shape">What is predicted.</param>
    /// <param name="write">Writes the rows.</param>
    /// <returns>What <paramref name="write"/> gives.</returns>
    public static T Write<T>(string path, FileType type, IReadOnlyList<AnswerColumn> kept, AnswerShape shape, Func<IAnswerWriter, T> write)
    {
        var result = default(T)!;
        NewFile.Write(path, stream =>
        {
            if (type == FileType.Parquet) result = Parquet(stream, kept, shape, write);
            else
            {
                using var text = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
                using var answers = To(text, type, kept, shape);
                result = write(answers);
                answers.Complete();
            }
        });
        return result;
    }

    /// <summary>Answers as text.</summary>
    public static IAnswerWriter To(TextWriter writer, FileType type, IReadOnlyList<AnswerColumn> kept, AnswerShape shape) =>
        type == FileType.Jsonl ? new JsonAnswers(writer, kept, shape) : new CsvAnswers(writer, kept, shape);

    private static T Parquet<T>(Stream stream, IReadOnlyList<AnswerColumn> kept, AnswerShape shape, Func<IAnswerWriter, T> write)
    {
        // DuckDB writes files by name alone, and the one that is moved into place is open.
        var folder = Directory.CreateTempSubdirectory("layers-").FullName;
        try
        {
            var beside = Path.Combine(folder, "answers.parquet");
            T result;
            using (var answers = new ParquetAnswers(beside, kept, shape))
            {
                result = write(answers);
                answers.Complete();
            }
            using var written = File.OpenRead(beside);
            written.CopyTo(stream);
            return result;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
