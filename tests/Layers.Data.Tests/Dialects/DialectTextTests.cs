namespace Layers.Data.Tests;

/// <summary>The SQL that each dialect sends.</summary>
public sealed class DialectTextTests
{
    private static readonly SqlColumn[] s_columns = [new("a\"b", SqlNumber.Double), new("time", SqlNumber.WideInteger),
        new("n", SqlNumber.Integer), new("yes", SqlNumber.Boolean)];
    private static readonly Shift[] s_shifts = [new(-12.5, 0, 0), Shift.Of(638_995_000_000_000_001), default, default];

    [Test]
    public void DuckDbAsksThis() => Assert.That(AggregateText.Moments(new DuckDbDialect(), "SELECT * FROM t", s_columns, s_shifts, ranges: true), Is.EqualTo("""
        SELECT count(*),
          count(d0), fsum(d0), fsum(d0 * d0), min(v0), max(v0),
          count(d1), fsum(d1), fsum(d1 * d1), min(v1), max(v1),
          count(d2), fsum(d2), fsum(d2 * d2), min(v2), max(v2),
          count(d3), fsum(d3), fsum(d3 * d3), min(v3), max(v3)
        FROM (
          SELECT CAST(nullif("a""b", 'NaN') AS DOUBLE) AS v0, CAST(nullif("a""b", 'NaN') AS DOUBLE) - (-12.5E0) AS d0,
            CAST("time" AS DOUBLE) AS v1, CAST(CAST("time" AS HUGEINT) - 638995000000000001 AS DOUBLE) AS d1,
            CAST("n" AS DOUBLE) AS v2, CAST("n" AS DOUBLE) - 0E0 AS d2,
            CAST("yes" AS DOUBLE) AS v3, CAST("yes" AS DOUBLE) - 0E0 AS d3
          FROM (SELECT * FROM t
          ) AS source) AS shifted
        """));

    [Test]
    public void PostgreSqlAsksThis() => Assert.That(AggregateText.Moments(new PostgreSqlDialect(), "SELECT * FROM t", s_columns[..2], s_shifts, ranges: true), Is.EqualTo("""
        SELECT sum(n),
          sum(n0), sum(s0), sum(q0), min(a0), max(b0),
          sum(n1), sum(s1), sum(q1), min(a1), max(b1)
        FROM (SELECT count(*) AS n,
          count(d0) AS n0, sum(d0) AS s0, sum(CASE WHEN abs(d0) > 1E-150 THEN d0 * d0 ELSE 0 END) AS q0, min(v0) AS a0, max(v0) AS b0,
          count(d1) AS n1, sum(d1) AS s1, sum(CASE WHEN abs(d1) > 1E-150 THEN d1 * d1 ELSE 0 END) AS q1, min(v1) AS a1, max(v1) AS b1
        FROM (
          SELECT CAST(nullif("a""b", 'NaN') AS double precision) AS v0, CAST(nullif("a""b", 'NaN') AS double precision) - CAST((-12.5E0) AS double precision) AS d0,
            CAST("time" AS double precision) AS v1, 2 * CAST(("time" >> 1) - 319497500000000000 AS double precision) + CAST(("time" & 1) - 1 AS double precision) AS d1
          FROM (SELECT * FROM t
          ) AS source) AS shifted
        GROUP BY (coalesce(hashfloat8(d0), 0) # coalesce(hashfloat8(d1), 0)) & 1023) AS parts
        """));

    [Test]
    public void SqliteAsksThis() => Assert.That(AggregateText.Moments(new SqliteDialect(), "SELECT * FROM t", [new("a", SqlNumber.Double)], [new Shift(0.5, 0, 0)], ranges: true), Is.EqualTo("""
        SELECT count(*),
          count(d0), sum(d0), sum(d0 * d0), min(v0), max(v0)
        FROM (
          SELECT CASE WHEN typeof("a") IN ('text', 'blob') THEN 9e999 ELSE CAST("a" AS REAL) END AS v0, CASE WHEN typeof("a") IN ('text', 'blob') THEN 9e999 ELSE CAST("a" - 0.5E0 AS REAL) END AS d0
          FROM (SELECT * FROM t
          ) AS source) AS shifted
        """));

    [Test]
    public void OthersAreAskedThis() => Assert.That(AggregateText.Moments(new AnsiDialect(), "SELECT * FROM t", s_columns[1..], s_shifts[1..], ranges: false), Is.EqualTo("""
        SELECT count(*),
          count(d0), SUM(d0), SUM(d0 * d0),
          count(d1), SUM(d1), SUM(d1 * d1),
          count(d2), SUM(d2), SUM(d2 * d2)
        FROM (
          SELECT CAST("time" - 638995000000000001 AS DOUBLE PRECISION) AS d0,
            CAST("n" AS DOUBLE PRECISION) - CAST(0E0 AS DOUBLE PRECISION) AS d1,
            CAST(CASE WHEN "yes" THEN 1 WHEN NOT "yes" THEN 0 END AS DOUBLE PRECISION) - CAST(0E0 AS DOUBLE PRECISION) AS d2
          FROM (SELECT * FROM t
          ) AS source) AS shifted
        """));

    [Test]
    public void QuantilesAreAskedThis()
    {
        SqlColumn[] column = [new("a", SqlNumber.Integer)];
        Assert.Multiple(() =>
        {
            Assert.That(AggregateText.Quantiles(new DuckDbDialect(), "SELECT 1 AS a", column, 4, exact: false), Is.EqualTo("""
                SELECT approx_quantile(v0, [0, 0.25, 0.5, 0.75, 1])
                FROM (
                  SELECT CAST("a" AS DOUBLE) AS v0
                  FROM (SELECT 1 AS a
                  ) AS source) AS numbers
                """));
            Assert.That(AggregateText.Quantiles(new DuckDbDialect(), "SELECT 1 AS a", column, 2, exact: true),
                Does.StartWith("SELECT quantile_cont(v0, [0, 0.5, 1])\n"));
            Assert.That(AggregateText.Quantiles(new PostgreSqlDialect(), "SELECT 1 AS a", column, 2, exact: true),
                Does.StartWith("SELECT percentile_cont(ARRAY[0, 0.5, 1]) WITHIN GROUP (ORDER BY v0)\n"));
            Assert.That(AggregateText.Quantiles(new SqliteDialect(), "SELECT 1 AS a", column, 2, exact: true), Is.Null);
            Assert.That(AggregateText.Quantiles(new AnsiDialect(), "SELECT 1 AS a", column, 2, exact: true), Is.Null);
        });
    }

    [Test]
    public void RowsAreAskedFor()
    {
        Assert.Multiple(() =>
        {
            Assert.That(AggregateText.Read(new PostgreSqlDialect(), "SELECT * FROM t",
                [(s_columns[2], DType.Int64), (s_columns[3], DType.Int64)]), Is.EqualTo("SELECT CAST(\"n\" AS bigint) AS \"n\", " +
                "CAST(CAST(\"yes\" AS integer) AS bigint) AS \"yes\"\nFROM (SELECT * FROM t\n) AS source"));
            Assert.That(AggregateText.Read(new DuckDbDialect(), "SELECT * FROM t", [(new("f", SqlNumber.Single), DType.Float32)]),
                Is.EqualTo("SELECT CAST(\"f\" AS FLOAT) AS \"f\"\nFROM (SELECT * FROM t\n) AS source"));
            Assert.That(new AnsiDialect().First("SELECT 1", 5), Is.EqualTo("SELECT 1"));
            Assert.That(new SqliteDialect().First("SELECT 1", 5), Is.EqualTo("SELECT * FROM (SELECT 1\n) AS source LIMIT 5"));
        });
    }
}
