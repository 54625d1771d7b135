namespace Layers;

public sealed partial class Table
{
    /// <summary>Creates a table of records: a column for each of <see cref="IFeatures.Columns"/>, with the type of the written
    /// values.</summary>
    /// <remarks>Numbers with fractions make a column of <see cref="ColumnType.Number"/>, whole numbers <see cref="ColumnType.Integer"/>,
    /// Booleans <see cref="ColumnType.Boolean"/>, texts and names of enums <see cref="ColumnType.Text"/>, and dates
    /// <see cref="ColumnType.Date"/>. A null is a missing value.</remarks>
    /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="records">The records, one or more. Each becomes a row.</param>
    /// <exception cref="ArgumentException">There is no record, or a record is null; the records have no column, two columns of the same
    /// name, or columns that differ from those of the first record; or the dates are not all of the same kind. The message has the column,
    /// the row and the value.</exception>
    /// <exception cref="FormatException">A value is of another type than earlier values of its column, or an integer is out of the range of
    /// int64. The message has the column, the row and the value.</exception>
    /// <exception cref="RecordException">A record writes more or fewer values than it has columns.</exception>
    public static Table Of<T>(IEnumerable<T> records)
        where T : IFeatures
    {
        ArgumentNullException.ThrowIfNull(records);
        RecordColumns? table = null;
        var rows = 0;
        foreach (var record in records)
        {
            if (record is null) throw Throw.NullRecord(rows);
            var columns = record.Columns;
            table ??= new RecordColumns(columns);
            table.Begin(columns);
            var writer = new FeatureWriter(table, columns);
            record.Write(ref writer);
            if (writer.Count < columns.Count) throw Throw.FewerValuesThanColumns(columns, writer.Count);
            rows++;
        }
        return Of((table ?? throw Throw.NoRecords()).ToColumns());
    }
}
