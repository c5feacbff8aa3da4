import type { KnownDialect } from './dialect.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Never the beginning of an expression, and never an alias without AS, in any dialect. */
const hardWords = set(
  'FROM WHERE GROUP HAVING ORDER UNION INTERSECT EXCEPT SELECT AS ON THEN WHEN ELSE END AND OR IN LIKE INTO USING LIMIT IS BETWEEN',
);

/** What may follow a select list or a clause; an alias only where the next word cannot belong to such a clause. */
export const softWords = set('WINDOW QUALIFY OFFSET FETCH FOR MINUS RETURNING');

const reservedSoft: Readonly<Record<KnownDialect, ReadonlySet<string>>> = {
  bigquery: set('WINDOW QUALIFY FETCH FOR'),
  snowflake: set('QUALIFY MINUS'),
  postgres: set('WINDOW OFFSET FETCH FOR RETURNING'),
  duckdb: set('WINDOW QUALIFY OFFSET FETCH FOR RETURNING'),
};

/** Whether a word that may begin a clause can be a column's name in the dialect. */
export const isReserved = (word: string, dialect: KnownDialect): boolean =>
  hardWords.has(word) || reservedSoft[dialect].has(word);

/** Values and functions that are written like a column. */
const constants = set('TRUE FALSE NULL');
const bareCalls: Readonly<Record<KnownDialect, ReadonlySet<string>>> = {
  bigquery: set('CURRENT_DATE CURRENT_TIME CURRENT_DATETIME CURRENT_TIMESTAMP'),
  snowflake: set('CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER LOCALTIME LOCALTIMESTAMP'),
  postgres: set(
    'CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_ROLE CURRENT_CATALOG CURRENT_SCHEMA LOCALTIME LOCALTIMESTAMP SESSION_USER SYSTEM_USER USER',
  ),
  duckdb: set(
    'CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_ROLE CURRENT_CATALOG CURRENT_SCHEMA LOCALTIME LOCALTIMESTAMP SESSION_USER USER',
  ),
};

export const isConstant = (word: string): boolean => constants.has(word);
export const isBareCall = (word: string, dialect: KnownDialect): boolean => bareCalls[dialect].has(word);

export const intervalUnits = set(
  'MICROSECOND MICROSECONDS MILLISECOND MILLISECONDS SECOND SECONDS MINUTE MINUTES HOUR HOURS DAY DAYS WEEK WEEKS MONTH MONTHS QUARTER QUARTERS YEAR YEARS DECADE DECADES CENTURY CENTURIES MILLENNIUM MILLENNIA NANOSECOND NANOSECONDS ISOWEEK ISOYEAR DAYOFWEEK DAYOFYEAR',
);

/** Operators in words that take an operand on either side. */
export const infixWords = set('AND OR LIKE ILIKE SIMILAR GLOB RLIKE REGEXP BETWEEN OVERLAPS');

/** Words that begin a clause behind the FROM clause, and words that begin another query or end this one. */
export const clauseWords = set(
  'WHERE GROUP HAVING ORDER LIMIT QUALIFY WINDOW OFFSET FETCH FOR UNION INTERSECT EXCEPT MINUS SELECT INTO RETURNING',
);

export const setOperators = set('UNION INTERSECT EXCEPT MINUS');
