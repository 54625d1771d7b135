namespace Layers;

public sealed partial class Table
{
    /// <summary>A table of records: a column for each of <see cref="IFeatures.Columns"/>, whose type is that of the values
    /// written.</summary>
    /// <remarks>Numbers with fractions give <see cref="ColumnType.Number"/>, whole numbers <see cref="ColumnType.Integer"/>, truth values
    /// <see cref="ColumnType.Boolean"/>, texts and names of enums <see cref="ColumnType.Text"/>, dates <see cref="ColumnType.Date"/>; a
    /// null is missing.</remarks>
    /// <typeparam name="T">A type with <c>[Features]</c>, or one that implements <see cref="IFeatures"/>.</typeparam>
    /// <param name="records">One record a row, one or more.</param>
    /// <exception cref="ArgumentException">There is no record, or one is null; the records have no column, two of one name, or other
    /// columns than the first; dates are not of one kind. The message has column, row and value.</exception>
    /// <exception cref="FormatException">A value is of another type than those before it in its column, or an integer is beyond 64 bits.
    /// The message has column, row and value.</exception>
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
