using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.Benchmarks;

/// <summary>A matrix in the form that ML.NET reads fastest: one dense vector column of a fixed size, read directly from the
/// array.</summary>
/// <remarks>This view is faster than <c>LoadFromEnumerable</c> and <c>Cache</c> over the same rows, so the peer is measured with
/// it.</remarks>
public sealed class MatrixView : IDataView
{
    public const string Column = "Features";

    private readonly float[,] _matrix;

    public MatrixView(float[,] matrix)
    {
        _matrix = matrix;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Column, new VectorDataViewType(NumberDataViewType.Single, matrix.GetLength(1)));
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _matrix.GetLength(0);

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(MatrixView view) : DataViewRowCursor
    {
        private readonly int _rows = view._matrix.GetLength(0), _width = view._matrix.GetLength(1);
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext() => ++_position < _rows;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(object)(ValueGetter<VBuffer<float>>)Read;

        private void Read(ref VBuffer<float> row)
        {
            var editor = VBufferEditor.Create(ref row, _width);
            MemoryMarshal.CreateReadOnlySpan(ref view._matrix[_position, 0], _width).CopyTo(editor.Values);
            row = editor.Commit();
        }
    }
}
