using System.Text;

namespace Layers.Cli;

/// <summary>Writes a file of answers atomically.</summary>
internal static class AnswerFile
{
    /// <summary>Writes a file, and replaces an existing one.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="type">The format.</param>
    /// <param name="kept">The columns of the data to keep.</param>
    /// <param name="shape">The columns of the answers.</param>
    /// <param name="write">Writes the rows.</param>
    /// <returns>The result of <paramref name="write"/>.</returns>
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

    /// <summary>Returns a writer of answers as text.</summary>
    public static IAnswerWriter To(TextWriter writer, FileType type, IReadOnlyList<AnswerColumn> kept, AnswerShape shape) =>
        type == FileType.Jsonl ? new JsonAnswers(writer, kept, shape) : new CsvAnswers(writer, kept, shape);

    private static T Parquet<T>(Stream stream, IReadOnlyList<AnswerColumn> kept, AnswerShape shape, Func<IAnswerWriter, T> write)
    {
        // DuckDB writes only to the path of a file, and the target is an open stream. So a temporary file is written and copied.
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
