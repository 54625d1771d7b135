using Microsoft.Data.Sqlite;

namespace Layers.Data.Tests;

/// <summary>The engine's counts of words and integers equal the counts of the rows read into memory: words are compared by their bytes,
/// with any collation.</summary>
public sealed class WordCountTests
{
    private const int Rows = 4_000;

    // Upper and lower case, a letter of one or two characters, trailing spaces, the empty text, and characters whose order differs in
    // UTF-16.
    private static readonly string[] s_words = ["a", "A", "á", "a\u0301", "b ", "b", "", " ", "ß", "ss", "\uFF5E", "\U0001F600", "it's",
        "\"q\"", "x,y", "1", "01", "İ", "i", "I"];

    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void FilesCountWordsAsTheirRowsDo()
    {
        var query =
            $"SELECT {Words("i")} AS word, CASE i % 13 WHEN 0 THEN 9007199254740993 ELSE i % 7 - 3 END AS n FROM range({Rows}) t(i)";
        foreach (var source in new[]
        {
            DataFile.Parquet(_folder.Copy("w.parquet", query)),
                DataFile.Csv(_folder.Copy("w.csv", query, "FORMAT csv, HEADER, FORCE_QUOTE (word)")),
                DataFile.JsonLines(_folder.Copy("w.jsonl", query, "FORMAT json")),
        })
        {
            SameWords(source.Select("word"));
            SameIntegers(source.Select("n"));
        }
        SameWords(new SqlQuery($"SELECT word COLLATE NOCASE AS word FROM '{_folder["w.parquet"]}'"));
    }

    [Test]
    public void PostgresCountsWordsAsItsRowsDo()
    {
        PostgresServer.Execute($"""
            DROP TABLE IF EXISTS words; DROP COLLATION IF EXISTS insensitive;
            CREATE COLLATION insensitive (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
            CREATE TABLE words AS SELECT ({Words("i")}) COLLATE insensitive AS word, CAST(i % 7 - 3 AS integer) AS n, CAST('w' || i % 3 AS char(5)) AS padded FROM generate_series(0, {Rows - 1}) i;
            """);
        SqlQuery Query(string column) => new($"SELECT {column} FROM words", PostgresServer.Connect);
        SameWords(Query("word"));
        SameWords(Query("padded"));
        SameIntegers(Query("n"));
        Assert.That(Query("padded").ToTable().Texts("padded")[0], Is.EqualTo("w0"));
    }

    [Test]
    public void SqliteCountsWordsAsItsRowsDo()
    {
        SqliteConnection Connect() => new($"Data Source={_folder["t.db"]};Pooling=False");
        using (var connection = Connect())
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (word TEXT COLLATE NOCASE, n INTEGER); WITH RECURSIVE r(i) AS (SELECT 0 UNION ALL " +
                $"SELECT i + 1 FROM r WHERE i < {Rows - 1}) INSERT INTO t SELECT {Words("i")}, i % 7 - 3 FROM r";
            command.ExecuteNonQuery();
        }
        SameWords(new SqlQuery("SELECT word FROM t", Connect));
        var integers = new SqlQuery("SELECT n FROM t", Connect);
        Assert.That(integers.Summarize(new VocabularySummary(DType.Int64, PerColumn: false, 100)), Is.Null);
        Assert.That(Adapted(new IntegerLookup(), integers), Is.EqualTo(Adapted(new IntegerLookup(), integers.ToTable())));
    }

    [Test]
    public void EachColumnIsCountedAlone_AndWhatIsMissingIsARowWithoutAValue()
    {
        var source = new SqlQuery("SELECT CASE WHEN i % 5 = 0 THEN NULL ELSE 'w' || i % 3 END AS a, 'x' AS b FROM range(100) t(i)");
        var state = (VocabularyState)source.Summarize(new VocabularySummary(null, PerColumn: true, 100))!;
        var rows = source.ToTable();
        Assert.Multiple(() =>
        {
            Assert.That(state.Rows, Is.EqualTo(100));
            Assert.That(state.FeatureNames, Is.EqualTo(new[] { "a", "b" }));
            for (var c = 0; c < 2; c++)
                Assert.That(state.Column(c).Texts.Zip(state.Column(c).Counts),
                    Is.EquivalentTo(rows.Texts(rows.Columns[c]).Where(word => word is not null).GroupBy(word => word!)
                    .Select(group => (group.Key, (long)group.Count()))));
            Assert.That(state.Column(0).Total, Is.EqualTo(80));
            Assert.That(state.Column(0).Documents, Is.EqualTo(state.Column(0).Counts));
        });
    }

    [Test]
    public void ColumnsThatTheEngineCannotCount_AreRead()
    {
        var texts = new SqlQuery("SELECT 'w' || i AS word, 'x' AS other, i AS n, i / 2.0 AS half FROM range(50) t(i)");
        AdaptState? Ask(RowSource source, DType? type, bool perColumn = false, int limit = 100) =>
            source.Summarize(new VocabularySummary(type, perColumn, limit));
        Assert.Multiple(() =>
        {
            Assert.That(Ask(texts.Select("word", "other"), DType.String), Is.Null);
            Assert.That(Ask(texts.Select("word", "n"), null, perColumn: true), Is.Null);
            Assert.That(Ask(texts.Select("half"), null), Is.Null);
            Assert.That(Ask(texts.Select("n"), DType.String), Is.Null);
            Assert.That(Ask(texts.Select("word"), DType.Int64), Is.Null);
            Assert.That(Ask(texts.Select("word"), DType.String, limit: 49), Is.Null);
            Assert.That(Ask(texts.Select("word"), DType.String, limit: 50)!.Rows, Is.EqualTo(50));
            Assert.That(Ask(texts.Select("n"), null)!.Rows, Is.EqualTo(50));
            using var folder = new Folder();
            SqliteConnection Connect() => new($"Data Source={folder["t.db"]};Pooling=False");
            var plain = new SqlQuery("SELECT 'a' AS word UNION ALL SELECT 'b'", Connect, new AnsiDialect());
            Assert.That(Ask(plain, DType.String), Is.Null);
            Assert.That(Adapted(new StringLookup(), plain), Is.EqualTo(new[] { "[UNK]", "b", "a" }));
            Assert.That(() => Ask(new SqlQuery("SELECT 'a' AS word WHERE false"), DType.String),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("no rows"));
        });
    }

    [Test]
    public void AMissingWordIsRefusedWithItsRow()
    {
        var source = new SqlQuery("SELECT CASE i WHEN 7 THEN NULL ELSE 'w' || i % 3 END AS word, CASE i WHEN 8 THEN NULL ELSE i END AS n " +
            "FROM range(10) t(i)");
        Assert.Multiple(() =>
        {
            Assert.That(() => new StringLookup().Adapt(source.Select("word")),
                Throws.ArgumentException.With.Message.Contain("Row 7 (the first is 0)"));
            Assert.That(() => new StringLookup().Adapt(source.Select("word").ToTable()),
                Throws.ArgumentException.With.Message.Contain("Row 7 (the first is 0)"));
            Assert.That(() => new IntegerLookup().Adapt(source.Select("n")),
                Throws.ArgumentException.With.Message.Contain("Row 8 (the first is 0)"));
        });
    }

    [Test]
    public void AModelLearnsItsWordsFromASource()
    {
        var source = new SqlQuery("SELECT 'w' || i % 3 AS word FROM range(10) t(i)");
        var lookup = new StringLookup();
        using var model = new Sequential { new Input(1, DType.String), lookup };
        model.Adapt(source);
        Assert.That(lookup.GetVocabulary(), Is.EqualTo(new[] { "[UNK]", "w0", "w2", "w1" }));
    }

    private static string Words(string i) =>
        $"CASE {i} % {s_words.Length + 3} " +
        $"{string.Concat(s_words.Select((word, k) => $"WHEN {k} THEN '{word.Replace("'", "''", StringComparison.Ordinal)}' "))}ELSE 'w' " +
        $"|| ({i} % 29) END";

    private static void SameWords(SqlRowSource source)
    {
        Assert.That(source.Summarize(new VocabularySummary(DType.String, PerColumn: false, 1000)), Is.Not.Null, source.Description);
        var (counted, read) = (new StringLookup(), new StringLookup());
        counted.Adapt(source);
        read.Adapt(source.ToTable());
        Same(counted.State!, read.State!, source.Description);
        Assert.That(counted.GetVocabulary(), Is.EqualTo(read.GetVocabulary()), source.Description);
    }

    private static void SameIntegers(SqlRowSource source)
    {
        Assert.That(source.Summarize(new VocabularySummary(DType.Int64, PerColumn: false, 1000)), Is.Not.Null, source.Description);
        var (counted, read) = (new IntegerLookup(), new IntegerLookup());
        counted.Adapt(source);
        read.Adapt(source.ToTable());
        Same(counted.State!, read.State!, source.Description);
        Assert.That(counted.GetVocabulary(), Is.EqualTo(read.GetVocabulary()), source.Description);
    }

    private static void Same(VocabularyState counted, VocabularyState read, string source)
    {
        Assert.That((counted.Rows, counted.Column().Total, counted.FeatureNames),
            Is.EqualTo((read.Rows, read.Column().Total, read.FeatureNames)), source);
        Assert.That(counted.Rows, Is.EqualTo(Rows), source);
        Assert.That(counted.Column().Counts, Is.EqualTo(read.Column().Counts), source);
        Assert.That(counted.Column().Documents, Is.EqualTo(read.Column().Documents), source);
        if (read.Type == DType.String) Assert.That(counted.Column().Texts, Is.EqualTo(read.Column().Texts), source);
        else Assert.That(counted.Column().Integers, Is.EqualTo(read.Column().Integers), source);
    }

    private static IReadOnlyList<string> Adapted(StringLookup lookup, RowSource source)
    {
        lookup.Adapt(source);
        return lookup.GetVocabulary();
    }

    private static IReadOnlyList<long> Adapted(IntegerLookup lookup, RowSource source)
    {
        lookup.Adapt(source);
        return lookup.GetVocabulary();
    }
}
