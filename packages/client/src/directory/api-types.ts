// Written by `npm run openapi` from apps/provider/openapi.json.

export interface components {
    schemas: {
        Attempt: {
            /** Format: date-time */
            at: string;
            attempt: number;
            duration_ms: number;
            error?: string;
            /** @enum {string} */
            result: "delivered" | "failed";
            status?: number;
        };
        AttemptList: {
            data: components["schemas"]["Attempt"][];
        };
        Delivery: {
            /**
             * Format: date-time
             * @description Of the next attempt, or of the last one
             */
            at: string;
            attempts: number;
            endpoint_id: string;
            event_id: string;
            event_type: string;
            id: number;
            sequence: number;
            /** @enum {string} */
            state: "waiting" | "pending" | "delivered" | "failed";
        };
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
        };
        DeliveryQuery: {
            before?: number;
            endpoint_id?: string;
            /** @default 100 */
            limit: number;
            /** @enum {string} */
            state?: "waiting" | "pending" | "delivered" | "failed";
        };
        Directory: {
            enabled: boolean;
            /** @description The path of the SCIM base URL */
            endpoint: string;
            id: string;
            name: string;
            organization_id: string;
            /** @description The dialect it is read in: rfc, okta, entra, … */
            profile: string;
            /** @description The identity provider: OKTA, MICROSOFT_AD, CUSTOM, … */
            provider: string;
        };
        DirectoryChange: {
            enabled: boolean;
        };
        DirectoryEvent: {
            cause: {
                operation: string;
            };
            data: {
                [key: string]: unknown;
            };
            directory_id: string;
            environment_id: string;
            id: string;
            object: string;
            /** Format: date-time */
            occurred_at: string;
            organization_id: string;
            /** @description By directory, without gaps, in the order of commits */
            sequence: number;
            /** @constant */
            spec_version: "1";
            type: string;
        } & {
            [key: string]: unknown;
        };
        DirectoryList: {
            data: components["schemas"]["Directory"][];
        };
        Endpoint: {
            directory_id: string;
            enabled: boolean;
            /** @description Empty for all */
            event_types: string[];
            id: string;
            url: string;
        };
        EndpointChange: {
            enabled?: boolean;
            event_types?: string[];
            /** Format: uri */
            url?: string;
        };
        EndpointList: {
            data: components["schemas"]["Endpoint"][];
        };
        EndpointWithSecret: {
            directory_id: string;
            enabled: boolean;
            /** @description Empty for all */
            event_types: string[];
            id: string;
            /** @description It is shown this once */
            secret: string;
            url: string;
        };
        Error: {
            error: string;
        };
        EventPage: {
            data: components["schemas"]["DirectoryEvent"][];
            /** @description `after` of the next page, if there may be one */
            next?: number;
        };
        EventQuery: {
            /**
             * @description The sequence of the last event read
             * @default 0
             */
            after: number;
            directory_id: string;
            /** @default 100 */
            limit: number;
        };
        NewDirectory: {
            id?: string;
            name: string;
            organization_id: string;
            /**
             * @default generic
             * @enum {string}
             */
            profile: "rfc" | "okta" | "entra" | "onelogin" | "jumpcloud" | "google" | "ping" | "sailpoint" | "generic";
            /** @default CUSTOM */
            provider: string;
        };
        NewEndpoint: {
            /** @default [] */
            event_types: string[];
            /** Format: starts_with */
            secret?: string;
            /** Format: uri */
            url: string;
        };
        NewSecret: {
            directory_id: string;
            /** @description The bearer token; it is shown this once */
            plain_secret: string;
        };
        Recovered: {
            resent: number;
        };
        Recovery: {
            /**
             * Format: date-time
             * @description Of the oldest event
             */
            since: string;
        };
        Resent: {
            /** @constant */
            resent: 1;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
